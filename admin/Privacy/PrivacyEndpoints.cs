using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.Domains;
using OneLink.Admin.Json;
using OneLink.Admin.Links;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Privacy;

/// <summary>
/// What people may ask for: <c>DELETE /links/{slug}/clicks</c>, <c>DELETE /visitors/{clickId}</c>, and
/// <c>GET|PUT /retention</c> (docs/operations/privacy.md).
/// </summary>
internal static class PrivacyEndpoints
{
    public const int MaxRetentionDays = 36_500;

    private static readonly string[] RetentionFields = PrivacySchema.RetentionSent.Names;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var privacy = routes.MapGroup("/").WithTags("Privacy").RequireScope(Scope.LinksWrite);

        privacy.MapDelete("/links/{slug}/clicks", EraseLink).Describe(PrivacyOperations.EraseLink);
        privacy.MapDelete("/visitors/{clickId}", EraseVisitor).Describe(PrivacyOperations.EraseVisitor);
        privacy.MapGet("/retention", GetRetention).Describe(PrivacyOperations.GetRetention);
        privacy.MapPut("/retention", SetRetention).Describe(PrivacyOperations.SetRetention);
    }

    internal static async Task<Results<JsonHttpResult<ErasureResponse>, ProblemResult>> EraseLink(
        HttpContext context, Caller caller, LinkReference reference, DomainRepository domains, LinkStore links, PrivacyStore store, TimeProvider clock)
    {
        var target = await LinkTarget.OfAsync(context, caller, reference, domains);
        return await links.FindAsync(caller.AccountId, reference, target.Domain, context.RequestAborted) is { } link
            ? await AcceptAsync(caller, link.Id.Value, clickId: null, store, clock, context.RequestAborted)
            : new ProblemResult(target.NotFound());
    }

    internal static async Task<Results<JsonHttpResult<ErasureResponse>, ProblemResult>> EraseVisitor(
        HttpContext context, string clickId, Caller caller, PrivacyStore store, TimeProvider clock)
        => Guid.TryParseExact(clickId, "D", out var id)
            ? await AcceptAsync(caller, linkId: null, id.ToString("D"), store, clock, context.RequestAborted)
            : new ProblemResult(KnownProblems.NotFound($"{clickId} is the id of no click."));

    internal static async Task<JsonHttpResult<Retention>> GetRetention(HttpContext context, Caller caller, PrivacyStore store)
        => Show(await store.RetentionAsync(caller.AccountId, context.RequestAborted));

    internal static async Task<Results<JsonHttpResult<Retention>, ProblemResult>> SetRetention(HttpContext context, Caller caller, PrivacyStore store)
    {
        var read = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            var errors = new FieldErrors();
            var fields = new FieldReader(errors);
            int? days = null;
            var isGiven = false;
            if (fields.IsObject(body.Root, ""))
            {
                foreach (var (name, value) in fields.Members(body.Root, "", RetentionFields))
                {
                    isGiven = true;
                    fields.Number(value, name, 1, MaxRetentionDays, out days);
                }

                if (!isGiven)
                {
                    fields.Refuse("clickRetentionDays", "is required: a number of days, or null to keep clicks for ever.");
                }
            }

            if (errors.Any)
            {
                return new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            await store.SetRetentionAsync(caller.Actor, days, context.RequestAborted);
            return Show(days);
        }
    }

    private static async Task<JsonHttpResult<ErasureResponse>> AcceptAsync(
        Caller caller, long? linkId, string? clickId, PrivacyStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var erasure = new Erasure
        {
            Id = Guid.CreateVersion7(now).ToString("D"),
            AccountId = caller.AccountId,
            LinkId = linkId,
            ClickId = clickId,
            RequestedAt = now.ToUnixTimeMilliseconds(),
        };
        await store.AddAsync(caller.Actor, erasure, cancellationToken);
        return TypedResults.Json(new ErasureResponse(erasure.Id, now), PrivacyJson.Default.ErasureResponse, statusCode: StatusCodes.Status202Accepted);
    }

    private static JsonHttpResult<Retention> Show(long? days) => TypedResults.Json(new Retention(days), PrivacyJson.Default.Retention);
}
