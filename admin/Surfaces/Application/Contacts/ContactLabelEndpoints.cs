using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Contacts;
using OneLink.Admin.Surfaces.Application.Labels;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>The labels that a contact carries.</summary>
internal static class ContactLabelEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        var labels = account.MapGroup("/contacts/{id}/labels");
        labels.MapGet("", List);
        labels.MapPost("", Replace);
    }

    internal static async Task<Results<JsonHttpResult<TitleListPayload>, ApiErrorResult>> List(
        HttpContext context, ApplicationCaller caller, RecordId id, ContactLabels labels)
        => await labels.FindAsync(caller.AccountId, id, context.RequestAborted) is { } titles
            ? TypedResults.Json(new TitleListPayload(titles), ApplicationJson.Relaxed.TitleListPayload)
            : ApplicationResults.NotFound();

    internal static async Task<Results<JsonHttpResult<TitleListPayload>, ApiErrorResult>> Replace(
        HttpContext context, ApplicationCaller caller, RecordId id, RequestParameters parameters, ContactLabels labels)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var titles = read.Texts("labels");
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        // A list that was left out by mistake must not take every label away.
        if (!titles.IsGiven)
        {
            return new ApiErrorResult(ApiError.MissingParameter("labels"));
        }

        return ApplicationResults.Of(
            await labels.ReplaceAsync(caller.AccountId, id, titles.Value ?? [], caller.Performer, context.RequestAborted),
            after => new TitleListPayload(after),
            ApplicationJson.Relaxed.TitleListPayload);
    }
}
