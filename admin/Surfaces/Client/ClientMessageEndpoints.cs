using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OneLink.Admin.Messages;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>The messages of a visitor's conversation.</summary>
internal static class ClientMessageEndpoints
{
    private const string IdempotencyKey = "Idempotency-Key";

    public static void Map(IEndpointRouteBuilder inbox)
    {
        var messages = inbox.MapGroup(ClientConversationEndpoints.Path + "/{id}/messages");
        messages.MapGet("", List);
        messages.MapPost("", Create);
        messages.MapPut("/{message_id}", Submit);
        messages.MapPatch("/{message_id}", Submit);
    }

    internal static async Task<Results<JsonHttpResult<IReadOnlyList<ClientMessageResponse>>, ApiErrorResult>> List(
        HttpContext context, ClientCaller caller, RecordId id, RequestParameters parameters, ClientDoor door, ClientConversationView view)
    {
        var (conversation, refusal) = await door.OpenAsync(caller, id, context.RequestAborted);
        if (conversation is null)
        {
            return refusal!;
        }

        var read = new ParameterReader(parameters, new RecordErrors());
        var before = read.Integer("before").Or(null);
        return read.Errors.Any
            ? new ApiErrorResult(ApiError.Invalid(read.Errors))
            : TypedResults.Json(await view.MessagesAsync(caller, conversation, before, context.RequestAborted), ClientJson.Relaxed.IReadOnlyListClientMessageResponse);
    }

    /// <summary>What the visitor says, always as the contact.</summary>
    internal static async Task<Results<JsonHttpResult<ClientMessageResponse>, ApiErrorResult>> Create(
        HttpContext context, ClientCaller caller, RecordId id, RequestParameters parameters, ClientDoor door, MessageUploads uploads, MessageComposer composer, ClientConversationView view)
    {
        var (conversation, refusal) = await door.OpenAsync(caller, id, context.RequestAborted);
        if (conversation is null)
        {
            return refusal!;
        }

        var read = new ParameterReader(parameters, new RecordErrors());
        var input = new MessageInput
        {
            MessageType = MessageType.Incoming,
            Content = read.Text("content").Or(null),
            EchoId = read.TextOrNull("echo_id").Or(null),
            ClientKey = context.Request.Headers[IdempotencyKey].ToString(),
            SenderKind = SenderKind.Contact,
            SenderId = caller.Contact.Id,
        };
        input = input with { FileIds = await uploads.StoreAsync(conversation.AccountId, parameters, read.Errors, context.RequestAborted) };
        if (read.Errors.Any)
        {
            return new ApiErrorResult(ApiError.Invalid(read.Errors));
        }

        var outcome = await composer.ComposeAsync(conversation.AccountId, conversation.Id, input, ClientConversationEndpoints.AuthorOf(caller), context.RequestAborted);

        // A key that was used before what a guest is shown must not lead there.
        return !outcome.TryGet(out var message) ? Refusal(outcome)
            : message.Id < caller.FirstMessageId ? new ApiErrorResult(ApiError.Framework(StatusCodes.Status404NotFound))
            : TypedResults.Json(await view.OfAsync(caller, conversation, message, context.RequestAborted), ClientJson.Relaxed.ClientMessageResponse);
    }

    /// <summary>Fills in what a message asks for: a form, a choice, a survey.</summary>
    internal static async Task<Results<JsonHttpResult<ClientMessageResponse>, ApiErrorResult>> Submit(
        HttpContext context, ClientCaller caller, RecordId id, [FromRoute(Name = "message_id")] RecordId messageId, RequestParameters parameters, ClientDoor door, MessageChanges changes, ClientConversationView view)
    {
        var (conversation, refusal) = await door.OpenAsync(caller, id, context.RequestAborted);
        if (conversation is null)
        {
            return refusal!;
        }

        if (messageId.Value < caller.FirstMessageId)
        {
            return new ApiErrorResult(ApiError.Framework(StatusCodes.Status404NotFound));
        }

        if (parameters.Tree["submitted_values"] is not { } values)
        {
            return new ApiErrorResult(ApiError.MissingParameter("submitted_values"));
        }

        var outcome = await changes.SubmitAsync(
            conversation.AccountId, conversation.Id, messageId, values, ClientConversationEndpoints.AuthorOf(caller).Performer, context.RequestAborted);
        return outcome.TryGet(out var message)
            ? TypedResults.Json(await view.OfAsync(caller, conversation, message, context.RequestAborted), ClientJson.Relaxed.ClientMessageResponse)
            : Refusal(outcome);
    }

    private static ApiErrorResult Refusal(RecordOutcome<Message> outcome)
        => new(outcome.Errors is { } errors ? ApiError.Invalid(errors) : ApiError.Framework(StatusCodes.Status404NotFound));
}
