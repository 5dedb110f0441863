using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Conversations;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Messages;
using OneLink.Admin.Surfaces.Application.Messages;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>Beginning, showing and removing single conversations. Changes are in <see cref="ConversationChangeEndpoints"/>.</summary>
internal static class ConversationEndpoints
{
    private static readonly ApiError SourceIdTaken = ApiError.Unprocessable("source_id should be unique");

    public static void Map(IEndpointRouteBuilder account)
    {
        account.MapPost("/conversations", Create).AllowBots();
        var conversation = OpenedConversation.BehindDoor(account);
        conversation.MapGet("", Show);
        conversation.MapDelete("", Delete).RequireAdministrator();
    }

    internal static async Task<Results<JsonHttpResult<ConversationResponse>, ApiErrorResult>> Create(
        HttpContext context,
        ApplicationCaller caller,
        RequestParameters parameters,
        ConversationPlaces places,
        InboxRepository inboxes,
        ConversationStarter starter,
        MessageParameters messages,
        ConversationView view)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var input = ConversationParameters.Input(read);
        var place = await places.FindAsync(caller, read, context.RequestAborted);
        MessageInput? first = null;
        if (parameters.Tree["message"] is JsonObject { Count: > 0 } && parameters.Under("message") is { } fields)
        {
            first = await messages.InputAsync(caller, fields, new ParameterReader(fields, read.Errors), context.RequestAborted);
        }

        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        if (place is null)
        {
            return ApplicationResults.NotFound();
        }

        if (!await caller.MayUseAsync(place.Inbox, inboxes, context.RequestAborted))
        {
            return new ApiErrorResult(ApiError.NotAllowed());
        }

        if (first is not null && MessageParameters.IsRefusedIncoming(first, place.Inbox))
        {
            return new ApiErrorResult(ApiError.Unprocessable(MessageParameters.OnlyApiInboxes));
        }

        var outcome = place.ContactInbox is { } known
            ? await starter.StartAsync(place.Inbox, known, input, first, caller.Author, context.RequestAborted)
            : await starter.StartAsync(place.Contact!, place.Inbox, place.SourceId, input, first, caller.Author, context.RequestAborted);
        if (outcome.TryGet(out var conversation))
        {
            return TypedResults.Json(await view.OfAsync(caller, conversation, context.RequestAborted), ApplicationJson.Relaxed.ConversationResponse);
        }

        return outcome.Errors is { } errors && errors.All.Any(error => error is { Attribute: "source_id", Code: RecordErrorCode.Taken })
            ? new ApiErrorResult(SourceIdTaken)
            : ApplicationResults.Refusal(outcome);
    }

    internal static async Task<Results<JsonHttpResult<ConversationResponse>, ApiErrorResult>> Show(
        HttpContext context, ApplicationCaller caller, OpenedConversation opened, ConversationView view)
        => TypedResults.Json(await view.OfAsync(caller, opened.Value, context.RequestAborted), ApplicationJson.Relaxed.ConversationResponse);

    internal static async Task<Results<Ok, ApiErrorResult>> Delete(
        HttpContext context, ApplicationCaller caller, OpenedConversation opened, ConversationChanges changes)
        => ApplicationResults.Gone(await changes.DeleteAsync(caller.AccountId, opened.Value.Id, caller.Author, context.RequestAborted));
}
