using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Messages;
using OneLink.Admin.Surfaces.Application.Messages;

namespace OneLink.Admin.Surfaces.Application.Search;

/// <summary>Gathers what is shown of what was found, in a fixed number of queries for any number of records.</summary>
internal sealed class SearchView(InboxRepository inboxes, ContactRepository contacts, MessageSearch messages, SenderView senders, AgentView agents)
{
    public async Task<IReadOnlyList<FoundMessageResponse>> OfAsync(long accountId, IReadOnlyList<FoundMessage> found, CancellationToken cancellationToken)
    {
        var places = await PlacesAsync(accountId, cancellationToken);
        var known = await senders.OfAsync(accountId, found.Select(one => one.Message), cancellationToken);
        return
        [
            .. found.Select(one => new FoundMessageResponse(
                one.Message.Id,
                one.Message.Content,
                one.Message.MessageType,
                one.Message.ContentType,
                one.Message.SourceId,
                one.Message.InboxId,
                one.DisplayId,
                one.Message.CreatedAt / 1_000,
                known.GetValueOrDefault((one.Message.SenderKind ?? "", one.Message.SenderId ?? 0)),
                places.GetValueOrDefault(one.Message.InboxId))),
        ];
    }

    public async Task<IReadOnlyList<FoundConversationResponse>> OfAsync(long accountId, IReadOnlyList<Conversation> found, CancellationToken cancellationToken)
    {
        var places = await PlacesAsync(accountId, cancellationToken);
        var numbers = found.ToDictionary(conversation => conversation.Id, conversation => conversation.DisplayId);
        var first = (await OfAsync(
                accountId,
                [.. (await messages.FirstOfAsync(accountId, numbers.Keys, cancellationToken)).Select(message => new FoundMessage(message, numbers[message.ConversationId]))],
                cancellationToken))
            .ToDictionary(message => message.ConversationId);
        var people = (await contacts.FindAsync(accountId, [.. found.Select(conversation => conversation.ContactId).Distinct()], cancellationToken))
            .ToDictionary(contact => contact.Id, FoundContactResponse.Of);
        var assignees = await agents.OfUsersAsync(
            accountId, [.. found.Where(conversation => conversation.AssigneeId is not null).Select(conversation => conversation.AssigneeId!.Value).Distinct()], cancellationToken);
        return
        [
            .. found.Select(conversation => new FoundConversationResponse(
                conversation.DisplayId,
                accountId,
                conversation.CreatedAt / 1_000,
                first.GetValueOrDefault(conversation.DisplayId),
                people.GetValueOrDefault(conversation.ContactId),
                places.GetValueOrDefault(conversation.InboxId),
                assignees.GetValueOrDefault(conversation.AssigneeId ?? 0) is { } agent ? FoundAgentResponse.Of(agent) : null)),
        ];
    }

    private async Task<Dictionary<long, FoundInboxResponse>> PlacesAsync(long accountId, CancellationToken cancellationToken)
        => (await inboxes.OfAccountAsync(accountId, cancellationToken)).ToDictionary(inbox => inbox.Id, FoundInboxResponse.Of);
}
