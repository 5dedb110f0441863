using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Accounts;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Admin.Json;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;
using OneLink.Admin.Surfaces.Access;

namespace OneLink.Admin.Sessions;

internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var gate = routes.ServiceProvider.GetRequiredService<SessionGate>();
        var sessions = routes.MapGroup("").WithTags("Sessions");

        sessions.MapPost("/session", SignIn).Describe(SessionOperations.SignIn);
        sessions.MapGet("/session", Get).AdmittedBy(gate).WithMetadata(new EmbeddedAllowed()).Describe(SessionOperations.Get);
        sessions.MapDelete("/session", SignOut).AdmittedBy(gate).WithMetadata(new EmbeddedAllowed()).Describe(SessionOperations.SignOut);
        sessions.MapGet("/sessions", List).AdmittedBy(gate).Describe(SessionOperations.List);
        sessions.MapDelete("/sessions", EndOthers).AdmittedBy(gate).Describe(SessionOperations.EndOthers);
        sessions.MapDelete("/sessions/{id}", End).AdmittedBy(gate).Describe(SessionOperations.End);
    }

    internal static async Task<Results<JsonHttpResult<SessionResponse>, ProblemResult>> SignIn(
        HttpContext context, SignInDesk desk, MembershipRepository memberships, AdminSettings settings)
    {
        // Else another site's page could sign its visitors in as somebody else, and read what they do then.
        if (RequestOrigin.IsForeign(context.Request, settings.PublicUrl))
        {
            return new ProblemResult(KnownProblems.ForgedRequest());
        }

        var read = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            var errors = new FieldErrors();
            if (SignInRequest.Read(body.Root, errors) is not { } request)
            {
                return new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            var (signedIn, token, refusal) = await desk.SignInAsync(context, request);
            if (signedIn is null)
            {
                return new ProblemResult(refusal!);
            }

            SessionCookie.Set(context, settings, signedIn.Session, token);
            return await ShowAsync(context, signedIn, memberships, StatusCodes.Status201Created);
        }
    }

    internal static Task<JsonHttpResult<SessionResponse>> Get(HttpContext context, SignedIn signedIn, MembershipRepository memberships)
        => ShowAsync(context, signedIn, memberships, StatusCodes.Status200OK);

    internal static async Task<NoContent> SignOut(HttpContext context, SignedIn signedIn, IDatabase database, AdminSettings settings)
    {
        await database.WriteAsync(scope => SessionRepository.DeleteAsync(scope, signedIn.User.Id, signedIn.Session.Id), context.RequestAborted);
        SessionCookie.Clear(context, settings, signedIn.Session);
        return TypedResults.NoContent();
    }

    internal static async Task<JsonHttpResult<SessionPage>> List(HttpContext context, SignedIn signedIn, SessionRepository sessions, TimeProvider clock)
    {
        var open = await sessions.OfUserAsync(signedIn.User.Id, clock.GetUtcNow().ToUnixTimeMilliseconds(), context.RequestAborted);
        return TypedResults.Json(
            new SessionPage([.. open.Select(session => SessionItem.Of(session, signedIn.Session.Id))], NextCursor: null), SessionJson.Default.SessionPage);
    }

    internal static async Task<NoContent> EndOthers(HttpContext context, SignedIn signedIn, IDatabase database)
    {
        await database.WriteAsync(scope => SessionRepository.DeleteOthersAsync(scope, signedIn.User.Id, signedIn.Session.Id), context.RequestAborted);
        return TypedResults.NoContent();
    }

    internal static async Task<Results<NoContent, ProblemResult>> End(HttpContext context, string id, SignedIn signedIn, IDatabase database)
        => await database.WriteAsync(scope => SessionRepository.DeleteAsync(scope, signedIn.User.Id, id), context.RequestAborted) == 1
            ? TypedResults.NoContent()
            : new ProblemResult(KnownProblems.NotFound($"This person has no session {id}."));

    private static async Task<JsonHttpResult<SessionResponse>> ShowAsync(
        HttpContext context, SignedIn signedIn, MembershipRepository memberships, int status)
    {
        context.Response.Headers.CacheControl = "no-store";
        var places = await memberships.OfUserAsync(signedIn.User.Id, context.RequestAborted);
        return TypedResults.Json(
            new SessionResponse(
                SessionUser.Of(signedIn.User),
                [.. places
                    .Where(place => signedIn.Session.EmbeddedAccountId is not { } embedded || place.Account.Id == embedded)
                    .Select(place => SessionAccount.Of(place.Membership, place.Account, signedIn.Session))],
                signedIn.CsrfToken,
                SessionItem.Of(signedIn.Session, signedIn.Session.Id)),
            SessionJson.Default.SessionResponse,
            statusCode: status);
    }
}
