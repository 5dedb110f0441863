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
            await MessagesAsync(conversation, before: null, cancellationToken),
            ClientContactRecordResponse.Of(caller.Visitor));

    /// <summary>A page of messages, the last one or that before an id.</summary>
    public async Task<IReadOnlyList<ClientMessageResponse>> MessagesAsync(Conversation conversation, long? before, CancellationToken cancellationToken)
    {
        var page = await listing.OfContactAsync(conversation.AccountId, conversation.Id, before, cancellationToken);
        var ofMessages = await cards.OfAsync(conversation, page, cancellationToken);
        return [.. (await messages.OfAsync(conversation, page, cancellationToken)).Select(message => ClientMessageResponse.Of(message, ofMessages.GetValueOrDefault(message.Id)))];
    }

    public async Task<ClientMessageResponse> OfAsync(Conversation conversation, Message message, CancellationToken cancellationToken)
        => ClientMessageResponse.Of(await messages.OfAsync(conversation, message, cancellationToken));
}
