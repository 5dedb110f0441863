using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Conversations;
using OneLink.Admin.Surfaces.Application.Labels;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>The labels that a conversation carries.</summary>
internal static class ConversationLabelEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        var labels = OpenedConversation.BehindDoor(account, "/labels");
        labels.MapGet("", List);
        labels.MapPost("", Replace);
    }

    internal static async Task<Results<JsonHttpResult<TitleListPayload>, ApiErrorResult>> List(
        HttpContext context, ApplicationCaller caller, OpenedConversation opened, ConversationLabels labels)
        => TypedResults.Json(
            new TitleListPayload([.. (await labels.OfConversationsAsync(caller.AccountId, [opened.Value.Id], context.RequestAborted))[opened.Value.Id]]),
            ApplicationJson.Relaxed.TitleListPayload);

    internal static async Task<Results<JsonHttpResult<TitleListPayload>, ApiErrorResult>> Replace(
        HttpContext context,
        ApplicationCaller caller,
        OpenedConversation opened,
        RequestParameters parameters,
        ConversationLabels labels)
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
            await labels.ReplaceAsync(caller.AccountId, opened.Value.Id, titles.Value ?? [], caller.Author, context.RequestAborted),
            after => new TitleListPayload(after),
            ApplicationJson.Relaxed.TitleListPayload);
    }
}
