using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Surfaces.Application.Messages;

/// <summary>Gathers a page of messages and what stands beside it.</summary>
internal sealed class MessageListView(MessageView view, ConversationLabels labels, ContactRepository contacts, AgentView agents)
{
    public async Task<MessageListPayload> OfAsync(Conversation conversation, IReadOnlyList<Message> messages, CancellationToken cancellationToken)
    {
        var titles = await labels.OfConversationsAsync(conversation.AccountId, [conversation.Id], cancellationToken);
        var contact = await contacts.FindAsync(conversation.AccountId, conversation.ContactId, cancellationToken);
        var assignee = conversation.AssigneeId is { } id
            ? (await agents.OfUsersAsync(conversation.AccountId, [id], cancellationToken)).GetValueOrDefault(id)
            : null;
        return new MessageListPayload(
            new MessageListMeta(
                [.. titles[conversation.Id]],
                conversation.AdditionalAttributes,
                contact is null ? null : SenderResponse.Of(contact),
                assignee is null ? null : SenderResponse.Of(assignee),
                ApiTime.Iso(conversation.AgentLastSeenAt),
                ApiTime.Iso(conversation.AssigneeLastSeenAt)),
            await view.OfAsync(conversation, messages, cancellationToken));
    }
}
