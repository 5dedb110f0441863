using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Conversations;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Messages;
using OneLink.Admin.Surfaces.Application.Conversations;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Messages;

/// <summary>The messages of a conversation.</summary>
internal static class MessageEndpoints
{
    private const string IdempotencyKey = "Idempotency-Key";

    private static readonly ApiError NotByApi = ApiError.Handled(StatusCodes.Status403Forbidden, "Message status update is only allowed for API inboxes");

    public static void Map(IEndpointRouteBuilder account)
    {
        var messages = OpenedConversation.BehindDoor(account, "/messages");
        messages.MapGet("", List);
        messages.MapPost("", Create).AllowBots();
        messages.MapDelete("/{id}", Delete);
        messages.MapPut("/{id}", SetStatus);
        messages.MapPatch("/{id}", SetStatus);
        messages.MapPost("/{id}/retry", Retry);
    }

    internal static async Task<Results<JsonHttpResult<MessageListPayload>, ApiErrorResult>> List(
        HttpContext context,
        ApplicationCaller caller,
        OpenedConversation opened,
        RequestParameters parameters,
        MessageListing listing,
        MessageListView view)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var (before, after) = (read.Integer("before").Or(null), read.Integer("after").Or(null));
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        var messages = await listing.PageAsync(caller.AccountId, opened.Value.Id, before, after, context.RequestAborted);
        return TypedResults.Json(await view.OfAsync(opened.Value, messages, context.RequestAborted), ApplicationJson.Relaxed.MessageListPayload);
    }

    internal static async Task<Results<JsonHttpResult<MessageResponse>, ApiErrorResult>> Create(
        HttpContext context,
        ApplicationCaller caller,
        OpenedConversation opened,
        RequestParameters parameters,
        InboxRepository inboxes,
        MessageParameters reading,
        MessageComposer composer,
        MessageView view)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var input = await reading.InputAsync(caller, parameters, read, context.RequestAborted);
        if (read.Errors.Any)
        {
            return Failed(read.Errors);
        }

        if (await inboxes.FindAsync(caller.AccountId, opened.Value.InboxId, context.RequestAborted) is { } inbox && MessageParameters.IsRefusedIncoming(input, inbox))
        {
            return new ApiErrorResult(ApiError.Unprocessable(MessageParameters.OnlyApiInboxes));
        }

        var outcome = await composer.ComposeAsync(
            caller.AccountId,
            opened.Value.Id,
            input with { ClientKey = context.Request.Headers[IdempotencyKey].ToString() },
            caller.Author,
            context.RequestAborted);
        if (outcome.TryGet(out var message))
        {
            var response = await view.OfAsync(opened.Value, message, context.RequestAborted);
            return TypedResults.Json(response with { EchoId = input.EchoId }, ApplicationJson.Relaxed.MessageResponse);
        }

        return outcome.Errors is { } errors ? Failed(errors) : ApplicationResults.NotFound();
    }

    internal static async Task<Results<JsonHttpResult<MessageResponse>, ApiErrorResult>> Delete(
        HttpContext context,
        ApplicationCaller caller,
        OpenedConversation opened,
        RecordId id,
        MessageChanges changes,
        MessageView view)
        => await ChangedAsync(
            opened.Value, await changes.DeleteAsync(caller.AccountId, opened.Value.Id, id, caller.Performer, context.RequestAborted), view, context.RequestAborted);

    /// <summary>The client of an API inbox tells how far a message has come.</summary>
    internal static async Task<Results<JsonHttpResult<MessageResponse>, ApiErrorResult>> SetStatus(
        HttpContext context,
        ApplicationCaller caller,
        OpenedConversation opened,
        RecordId id,
        RequestParameters parameters,
        InboxRepository inboxes,
        MessageChanges changes,
        MessageView view)
    {
        if (await inboxes.FindAsync(caller.AccountId, opened.Value.InboxId, context.RequestAborted) is not { Channel: InboxChannel.Api })
        {
            return new ApiErrorResult(NotByApi);
        }

        var read = new ParameterReader(parameters, new RecordErrors());
        var (status, externalError) = (read.TextOrNull("status").Or(null), read.TextOrNull("external_error").Or(null));
        return read.Errors.Any
            ? ApplicationResults.Invalid(read.Errors)
            : await ChangedAsync(
                opened.Value,
                await changes.SetStatusAsync(caller.AccountId, opened.Value.Id, id, status, externalError, caller.Performer, context.RequestAborted),
                view,
                context.RequestAborted);
    }

    internal static async Task<Results<JsonHttpResult<MessageResponse>, ApiErrorResult>> Retry(
        HttpContext context,
        ApplicationCaller caller,
        OpenedConversation opened,
        RecordId id,
        MessageChanges changes,
        MessageView view)
    {
        var outcome = await changes.RetryAsync(caller.AccountId, opened.Value.Id, id, caller.Performer, context.RequestAborted);
        return outcome.IsNotThere
            ? new ApiErrorResult(ApiError.Unprocessable($"Couldn't find Message with 'id'={id.Value}"))
            : await ChangedAsync(opened.Value, outcome, view, context.RequestAborted);
    }

    private static async Task<Results<JsonHttpResult<MessageResponse>, ApiErrorResult>> ChangedAsync(
        Conversation conversation, RecordOutcome<Message> outcome, MessageView view, CancellationToken cancellationToken)
        => outcome.TryGet(out var message)
            ? TypedResults.Json(await view.OfAsync(conversation, message, cancellationToken), ApplicationJson.Relaxed.MessageResponse)
            : ApplicationResults.Refusal(outcome);

    /// <summary>This one call answers refusals in words of its own.</summary>
    private static ApiErrorResult Failed(RecordErrors errors)
        => new(ApiError.Unprocessable("Validation failed: " + string.Join(", ", errors.All.Select(error => error.FullMessage))));
}
