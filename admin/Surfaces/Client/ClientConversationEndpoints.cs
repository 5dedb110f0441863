using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Conversations;
using OneLink.Admin.Events;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>A visitor's conversations.</summary>
internal static class ClientConversationEndpoints
{
    public const string Path = $"{ClientSurface.ContactPath}/conversations";

    public static void Map(IEndpointRouteBuilder inbox)
    {
        var conversations = inbox.MapGroup(Path);
        conversations.MapGet("", List);
        conversations.MapPost("", Create);
        conversations.MapGet("/{id}", Show);
        conversations.MapPost("/{id}/toggle_status", Resolve);
        conversations.MapPost("/{id}/toggle_typing", ToggleTyping);
        conversations.MapPost("/{id}/update_last_seen", See);
    }

    internal static async Task<JsonHttpResult<IReadOnlyList<ClientConversationResponse>>> List(
        HttpContext context, ClientCaller caller, ClientDoor door, ClientConversationView view)
    {
        var shown = new List<ClientConversationResponse>();
        foreach (var conversation in await door.ListAsync(caller, context.RequestAborted))
        {
            shown.Add(await view.OfAsync(caller, conversation, context.RequestAborted));
        }

        return TypedResults.Json<IReadOnlyList<ClientConversationResponse>>(shown, ClientJson.Relaxed.IReadOnlyListClientConversationResponse);
    }

    internal static async Task<Results<JsonHttpResult<ClientConversationResponse>, ApiErrorResult>> Create(
        HttpContext context, ClientCaller caller, RequestParameters parameters, ConversationStarter starter, ClientConversationView view)
    {
        if (caller.Guest is not null)
        {
            return new ApiErrorResult(ClientDoor.NotForGuests);
        }

        var read = new ParameterReader(parameters, new RecordErrors());
        var input = new ConversationInput { CustomAttributes = read.Object("custom_attributes").Or(null) };
        if (read.Errors.Any)
        {
            return new ApiErrorResult(ApiError.Invalid(read.Errors));
        }

        return await AnswerAsync(caller, await starter.StartAsync(caller.Inbox, caller.Place, input, first: null, AuthorOf(caller), context.RequestAborted), view, context.RequestAborted);
    }

    internal static async Task<Results<JsonHttpResult<ClientConversationResponse>, ApiErrorResult>> Show(
        HttpContext context, ClientCaller caller, RecordId id, ClientDoor door, ClientConversationView view)
    {
        var (conversation, refusal) = await door.OpenAsync(caller, id, context.RequestAborted);
        return conversation is null ? refusal! : Answer(await view.OfAsync(caller, conversation, context.RequestAborted));
    }

    /// <summary>One way, whatever its name says.</summary>
    internal static async Task<Results<JsonHttpResult<ClientConversationResponse>, ApiErrorResult>> Resolve(
        HttpContext context, ClientCaller caller, RecordId id, ClientDoor door, ConversationChanges changes, ClientConversationView view)
    {
        var (conversation, refusal) = await door.OpenAsync(caller, id, context.RequestAborted);
        if (conversation is null)
        {
            return refusal!;
        }

        return conversation.Status == ConversationStatus.Resolved
            ? Answer(await view.OfAsync(caller, conversation, context.RequestAborted))
            : await AnswerAsync(
                caller,
                await changes.SetStatusAsync(
                    conversation.AccountId, conversation.Id, ConversationStatus.Resolved, snoozedUntil: null, takenBy: null, AuthorOf(caller), context.RequestAborted),
                view,
                context.RequestAborted);
    }

    /// <summary>On and off; anything else says nothing.</summary>
    internal static async Task<Results<Ok, ApiErrorResult>> ToggleTyping(
        HttpContext context, ClientCaller caller, RecordId id, RequestParameters parameters, ClientDoor door, TypingSignal typing)
    {
        var (conversation, refusal) = await door.OpenAsync(caller, id, context.RequestAborted);
        if (conversation is null)
        {
            return refusal!;
        }

        if (new ParameterReader(parameters, new RecordErrors()).TextOrNull("typing_status").Or(null) is ("on" or "off") and var status)
        {
            typing.Raise(new TypingChange(conversation.AccountId, conversation.Id, new Performer(Performer.Contact, caller.Contact.Id), status is "on", IsPrivate: false));
        }

        return TypedResults.Ok();
    }

    internal static async Task<Results<Ok, ApiErrorResult>> See(HttpContext context, ClientCaller caller, RecordId id, ClientDoor door, ConversationReads reads)
    {
        var (conversation, refusal) = await door.OpenAsync(caller, id, context.RequestAborted);
        if (conversation is null)
        {
            return refusal!;
        }

        await reads.SeeAsContactAsync(conversation, AuthorOf(caller), context.RequestAborted);
        return TypedResults.Ok();
    }

    public static Author AuthorOf(ClientCaller caller) => Author.Contact(caller.Contact.Id, caller.Contact.Name);

    private static async Task<Results<JsonHttpResult<ClientConversationResponse>, ApiErrorResult>> AnswerAsync(
        ClientCaller caller, RecordOutcome<Conversation> outcome, ClientConversationView view, CancellationToken cancellationToken)
        => outcome.TryGet(out var conversation) ? Answer(await view.OfAsync(caller, conversation, cancellationToken))
            : outcome.Errors is { } errors ? new ApiErrorResult(ApiError.Invalid(errors))
            : new ApiErrorResult(ApiError.Framework(StatusCodes.Status404NotFound));

    private static JsonHttpResult<ClientConversationResponse> Answer(ClientConversationResponse response)
        => TypedResults.Json(response, ClientJson.Relaxed.ClientConversationResponse);
}
