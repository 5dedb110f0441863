using OneLink.Admin.Conversations;
using OneLink.Admin.Messages;
using OneLink.Admin.Surfaces.Application.Messages;
using OneLink.Admin.Widget;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>Gathers what a visitor is shown.</summary>
internal sealed class ClientConversationView(MessageListing listing, MessageView messages, LinkCards cards)
{
    public async Task<ClientConversationResponse> OfAsync(ClientCaller caller, Conversation conversation, CancellationToken cancellationToken)
        => new(
            conversation.DisplayId,
            conversation.Uuid,
            conversation.InboxId,
            ApiTime.Epoch(conversation.ContactLastSeenAt) ?? 0,
            ConversationStatus.Name(conversation.Status),
            ApiTime.Epoch(conversation.AgentLastSeenAt) ?? 0,
            await MessagesAsync(caller, conversation, before: null, cancellationToken),
            ClientContactRecordResponse.Of(caller.Visitor));

    /// <summary>A page of messages, the last one or that before an id.</summary>
    public async Task<IReadOnlyList<ClientMessageResponse>> MessagesAsync(ClientCaller caller, Conversation conversation, long? before, CancellationToken cancellationToken)
    {
        var page = await listing.OfContactAsync(conversation.AccountId, conversation.Id, caller.FirstMessageId, before, cancellationToken);
        var ofMessages = await cards.OfAsync(conversation, page, cancellationToken);
        return [.. (await messages.OfAsync(conversation, page, cancellationToken)).Select(message => Shown(caller, ClientMessageResponse.Of(message, ofMessages.GetValueOrDefault(message.Id))))];
    }

    public async Task<ClientMessageResponse> OfAsync(ClientCaller caller, Conversation conversation, Message message, CancellationToken cancellationToken)
        => Shown(caller, ClientMessageResponse.Of(await messages.OfAsync(conversation, message, cancellationToken)));

    /// <summary>What the contact said is shown to a guest without who it is.</summary>
    private static ClientMessageResponse Shown(ClientCaller caller, ClientMessageResponse message)
        => caller.Guest is not null && message.Sender is SenderResponse.ContactSender ? message with { Sender = SenderResponse.Of(caller.Contact) } : message;
}
