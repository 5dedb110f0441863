using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Audiences;
using OneLink.Admin.Surfaces.Application.Contacts;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Audiences;

/// <summary>Contacts to whom clicks of a cell of stats lead. Administrators' alone, as what is sent to them.</summary>
internal static class AudienceEndpoints
{
    private const int PageSize = 25;

    public static void Map(IEndpointRouteBuilder account)
    {
        var audiences = account.MapGroup("/audiences").RequireAdministrator();
        audiences.MapGet("", List);
        audiences.MapPost("", Create);
        audiences.MapGet("/{id}", Show);
        audiences.MapDelete("/{id}", Delete);
        audiences.MapPost("/{id}/refresh", Refresh);
        audiences.MapGet("/{id}/members", Members);
    }

    internal static async Task<JsonHttpResult<AudienceListPayload>> List(HttpContext context, ApplicationCaller caller, AudienceRepository audiences)
        => TypedResults.Json(
            new AudienceListPayload([.. (await audiences.OfAccountAsync(caller.AccountId, context.RequestAborted)).Select(AudienceResponse.Of)]),
            ApplicationJson.Relaxed.AudienceListPayload);

    internal static async Task<Results<JsonHttpResult<AudienceResponse>, ApiErrorResult>> Show(
        HttpContext context, ApplicationCaller caller, RecordId id, AudienceRepository audiences)
        => await audiences.FindAsync(caller.AccountId, id, context.RequestAborted) is { } audience
            ? TypedResults.Json(AudienceResponse.Of(audience), ApplicationJson.Relaxed.AudienceResponse)
            : ApplicationResults.NotFound();

    internal static async Task<Results<JsonHttpResult<AudienceResponse>, ApiErrorResult>> Create(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, AudienceChanges changes)
    {
        if (parameters.Under("audience") is not { } fields)
        {
            return new ApiErrorResult(ApiError.MissingParameter("audience"));
        }

        var read = new ParameterReader(fields, new RecordErrors());
        var (name, question) = (read.Text("name"), read.Object("question"));
        return read.Errors.Any
            ? ApplicationResults.Invalid(read.Errors)
            : Answer(await changes.CreateAsync(caller.Account, name.Or(null), question.Or(null), context.RequestAborted));
    }

    internal static async Task<Results<JsonHttpResult<AudienceResponse>, ApiErrorResult>> Refresh(
        HttpContext context, ApplicationCaller caller, RecordId id, AudienceChanges changes)
        => Answer(await changes.RefreshAsync(caller.Account, id, context.RequestAborted));

    internal static async Task<Results<Ok, ApiErrorResult>> Delete(HttpContext context, ApplicationCaller caller, RecordId id, AudienceRepository audiences)
        => ApplicationResults.Gone(await audiences.DeleteAsync(caller.AccountId, id, context.RequestAborted));

    internal static async Task<Results<JsonHttpResult<AudienceMemberListPayload>, ApiErrorResult>> Members(
        HttpContext context, ApplicationCaller caller, RecordId id, RequestParameters parameters, AudienceRepository audiences, AudienceMembers members)
    {
        if (await audiences.FindAsync(caller.AccountId, id, context.RequestAborted) is not { } audience)
        {
            return ApplicationResults.NotFound();
        }

        var page = PageNumber.Of(parameters);
        var found = await members.PageAsync(caller.AccountId, audience.Id, page.Value, PageSize, context.RequestAborted);
        return TypedResults.Json(
            new AudienceMemberListPayload(new PageMeta(audience.ContactCount, page.Shown), [.. found.Select(AudienceMemberResponse.Of)]),
            ApplicationJson.Relaxed.AudienceMemberListPayload);
    }

    private static Results<JsonHttpResult<AudienceResponse>, ApiErrorResult> Answer(AudienceOutcome outcome)
        => outcome.NotAnswered is { } problem
            ? new ApiErrorResult(ApiError.Handled(problem.Status, problem.Detail ?? problem.Title) with { RetryAfterSeconds = problem.RetryAfterSeconds })
            : ApplicationResults.Of(outcome.Record, AudienceResponse.Of, ApplicationJson.Relaxed.AudienceResponse);
}
