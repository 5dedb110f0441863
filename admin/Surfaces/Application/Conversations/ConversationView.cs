using OneLink.Admin.AgentBots;
using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Files;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Messages;
using OneLink.Admin.Presence;
using OneLink.Admin.Surfaces.Application.Contacts;
using OneLink.Admin.Surfaces.Application.Messages;
using OneLink.Admin.Surfaces.Application.Teams;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>Gathers what is shown of conversations, in a fixed number of queries for any number of them.</summary>
internal sealed class ConversationView(
    IDatabase database,
    ConversationLabels labels,
    ConversationReads reads,
    ContactRepository contacts,
    ContactInboxRepository contactInboxes,
    InboxRepository inboxes,
    AgentView agents,
    AgentBotRepository bots,
    TeamView teams,
    SenderView senders,
    PresenceTracker presence,
    FileLinks links,
    TimeProvider clock)
{
    public async Task<ConversationResponse> OfAsync(ApplicationCaller caller, Conversation conversation, CancellationToken cancellationToken)
        => (await OfAsync(caller, [conversation], cancellationToken))[0];

    public Task<IReadOnlyList<ConversationResponse>> OfAsync(
        ApplicationCaller caller, IReadOnlyList<Conversation> conversations, CancellationToken cancellationToken)
        => OfAsync(caller.AccountId, caller.User?.Id, conversations, cancellationToken);

    /// <param name="accountId">The account.</param>
    /// <param name="userId">For whom; null for nobody in particular.</param>
    /// <param name="conversations">Of the account.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<ConversationResponse>> OfAsync(
        long accountId, long? userId, IReadOnlyList<Conversation> conversations, CancellationToken cancellationToken)
    {
        if (conversations.Count == 0)
        {
            return [];
        }

        var (messages, attachments) = await MessagesAsync(accountId, conversations, cancellationToken);
        var known = new Known
        {
            Links = links,
            Messages = messages,
            Attachments = attachments,
            Labels = await labels.OfConversationsAsync(accountId, Ids(conversations, conversation => conversation.Id), cancellationToken),
            Unread = await reads.UnreadAsync(accountId, Ids(conversations, conversation => conversation.Id), cancellationToken),
            Contacts = (await contacts.FindAsync(accountId, Ids(conversations, conversation => conversation.ContactId), cancellationToken)).ToDictionary(contact => contact.Id),
            ContactInboxes = (await contactInboxes.FindAsync(accountId, Ids(conversations, conversation => conversation.ContactInboxId), cancellationToken))
                .ToDictionary(row => row.Id),
            Inboxes = (await inboxes.OfAccountAsync(accountId, cancellationToken)).ToDictionary(inbox => inbox.Id),
            Agents = await agents.OfUsersAsync(accountId, Ids(conversations, conversation => conversation.AssigneeId), cancellationToken),
            Bots = (await bots.FindAsync(Ids(conversations, conversation => conversation.AssigneeAgentBotId), cancellationToken)).ToDictionary(bot => bot.Id),
            Teams = await teams.OfAsync(accountId, Ids(conversations, conversation => conversation.TeamId), userId, cancellationToken),
            Senders = await senders.OfAsync(accountId, messages.Values, cancellationToken),
        };
        return [.. conversations.Select(conversation => Response(conversation, known))];
    }

    private Task<(Dictionary<long, Message> Messages, ILookup<long, Attachment> Attachments)> MessagesAsync(
        long accountId, IReadOnlyList<Conversation> conversations, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection =>
            {
                var ids = conversations.SelectMany(conversation => (long?[])[conversation.LastMessageId, conversation.LastNonActivityMessageId])
                    .OfType<long>().Distinct().ToList();
                return (
                    await MessageRepository.ByIdAsync(connection, transaction: null, accountId, ids),
                    await AttachmentRepository.OfMessagesAsync(connection, transaction: null, accountId, ids));
            },
            cancellationToken);

    private ConversationResponse Response(Conversation conversation, Known known)
    {
        var contact = known.Contacts.GetValueOrDefault(conversation.ContactId);
        var inbox = known.Inboxes.GetValueOrDefault(conversation.InboxId);
        var last = known.Message(conversation, conversation.LastMessageId);
        return new ConversationResponse
        {
            Meta = Meta(conversation, contact, inbox, known),
            Id = conversation.DisplayId,
            Messages = last is null ? [] : [last],
            AccountId = conversation.AccountId,
            Uuid = conversation.Uuid,
            AdditionalAttributes = conversation.AdditionalAttributes,
            AgentLastSeenAt = ApiTime.Epoch(conversation.AgentLastSeenAt) ?? 0,
            AssigneeLastSeenAt = ApiTime.Epoch(conversation.AssigneeLastSeenAt) ?? 0,
            CanReply = inbox is not null && ReplyWindow.IsOpen(conversation, inbox, clock.GetUtcNow().ToUnixTimeMilliseconds()),
            ContactLastSeenAt = ApiTime.Epoch(conversation.ContactLastSeenAt) ?? 0,
            CustomAttributes = conversation.CustomAttributes,
            InboxId = conversation.InboxId,
            Labels = [.. known.Labels[conversation.Id]],
            Muted = contact is { Blocked: true },
            SnoozedUntil = ApiTime.Iso(conversation.SnoozedUntil),
            Status = ConversationStatus.Name(conversation.Status),
            CreatedAt = ApiTime.Epoch(conversation.CreatedAt),
            UpdatedAt = conversation.UpdatedAt / 1000d,
            Timestamp = ApiTime.Epoch(conversation.LastActivityAt),
            FirstReplyCreatedAt = ApiTime.Epoch(conversation.FirstReplyCreatedAt) ?? 0,
            UnreadCount = known.Unread.GetValueOrDefault(conversation.Id),
            LastNonActivityMessage = known.Message(conversation, conversation.LastNonActivityMessageId),
            LastActivityAt = ApiTime.Epoch(conversation.LastActivityAt),
            Priority = ConversationPriority.Name(conversation.Priority),
            WaitingSince = ApiTime.Epoch(conversation.WaitingSince) ?? 0,
            SlaPolicyId = null,
        };
    }

    private ConversationMeta Meta(Conversation conversation, Contact? contact, Inbox? inbox, Known known)
    {
        var bot = known.Bots.GetValueOrDefault(conversation.AssigneeAgentBotId ?? 0);
        var agent = known.Agents.GetValueOrDefault(conversation.AssigneeId ?? 0);
        return new ConversationMeta
        {
            Sender = contact is null ? null : ContactResponse.Of(contact, presence),
            Channel = inbox is null ? null : InboxChannel.TypeName(inbox.Channel),
            Assignee = (bot, agent) switch
            {
                ({ }, _) => new AssigneeResponse(null, BotResponse.Of(bot)),
                (_, { }) => new AssigneeResponse(agent, null),
                _ => null,
            },
            AssigneeType = bot is not null ? "AgentBot" : agent is not null ? "User" : null,
            Team = known.Teams.GetValueOrDefault(conversation.TeamId ?? 0),
            HmacVerified = known.ContactInboxes.GetValueOrDefault(conversation.ContactInboxId ?? 0) is { IsHmacVerified: not 0 },
        };
    }

    private static List<long> Ids(IReadOnlyList<Conversation> conversations, Func<Conversation, long?> id)
        => [.. conversations.Select(id).OfType<long>().Distinct()];

    /// <summary>What belongs to the conversations, by id.</summary>
    private sealed record Known
    {
        public required FileLinks Links { get; init; }

        public required Dictionary<long, Message> Messages { get; init; }

        public required ILookup<long, Attachment> Attachments { get; init; }

        public required ILookup<long, string> Labels { get; init; }

        public required Dictionary<long, long> Unread { get; init; }

        public required Dictionary<long, Contact> Contacts { get; init; }

        public required Dictionary<long, ContactInbox> ContactInboxes { get; init; }

        public required Dictionary<long, Inbox> Inboxes { get; init; }

        public required IReadOnlyDictionary<long, AgentResponse> Agents { get; init; }

        public required Dictionary<long, AgentBot> Bots { get; init; }

        public required IReadOnlyDictionary<long, TeamResponse> Teams { get; init; }

        public required IReadOnlyDictionary<(string Kind, long Id), SenderResponse> Senders { get; init; }

        public LastMessageResponse? Message(Conversation conversation, long? id)
            => id is { } given && Messages.TryGetValue(given, out var message)
                ? LastMessageResponse.Of(
                    message,
                    conversation,
                    Unread.GetValueOrDefault(conversation.Id),
                    ContactInboxes.GetValueOrDefault(conversation.ContactInboxId ?? 0)?.SourceId,
                    Senders.GetValueOrDefault((message.SenderKind ?? "", message.SenderId ?? 0)),
                    [.. Attachments[message.Id].Select(attachment => AttachmentResponse.Of(attachment, Links))])
                : null;
    }
}
