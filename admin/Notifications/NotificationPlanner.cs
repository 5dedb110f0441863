using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Notifications;

/// <summary>
/// Writes down for each event who is to look at it, in the transaction that moves on behind it: each once. Nobody is notified
/// of what he did himself, and nobody but by a mention of what a blocked contact does.
/// </summary>
internal sealed class NotificationPlanner(
    NotificationAudience audience, ConversationRepository conversations, ContactRepository contacts, IDatabase database, TimeProvider clock) : IEventConsumer
{
    /// <summary>Of the events prepared last: one consumer's events are acted on one page after the other.</summary>
    private readonly List<NewNotification> _planned = [];

    public string Name => "notifications";

    public async Task PrepareAsync(IReadOnlyList<LoggedEvent> events, CancellationToken cancellationToken)
    {
        _planned.Clear();
        foreach (var happened in events)
        {
            switch (happened.Name)
            {
                case EventNames.ConversationCreated:
                case EventNames.ConversationUpdated when happened.Changed("assignee_id"):
                    await PlanConversationAsync(happened, cancellationToken);
                    break;
                case EventNames.MessageCreated:
                    await PlanMessageAsync(happened, cancellationToken);
                    break;
                default:
                    break;
            }
        }
    }

    public async Task HandleAsync(WriteScope scope, IReadOnlyList<LoggedEvent> events)
    {
        var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var planned in _planned)
        {
            await NotificationRepository.AddAsync(scope, planned, at);
        }
    }

    private async Task PlanConversationAsync(LoggedEvent happened, CancellationToken cancellationToken)
    {
        if (await OpenAsync(happened.AccountId, happened.EntityId, cancellationToken) is not { } conversation || conversation.Status == ConversationStatus.Pending)
        {
            return;
        }

        if (happened.Name is EventNames.ConversationCreated)
        {
            foreach (var userId in await audience.OfCreationAsync(conversation, cancellationToken))
            {
                Plan(happened, conversation, NotificationType.ConversationCreation, userId, messageId: null);
            }
        }

        if (conversation.AssigneeId is { } assignee)
        {
            Plan(happened, conversation, NotificationType.ConversationAssignment, assignee, messageId: null);
        }
    }

    private async Task PlanMessageAsync(LoggedEvent happened, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            connection => MessageRepository.ByIdAsync(connection, transaction: null, happened.AccountId, [happened.EntityId]), cancellationToken);
        if (!found.TryGetValue(happened.EntityId, out var message)
            || message.MessageType is not (MessageType.Incoming or MessageType.Outgoing)
            || await conversations.ByIdAsync(happened.AccountId, message.ConversationId, cancellationToken) is not { } conversation)
        {
            return;
        }

        var told = new List<(string Type, long UserId)>();
        told.AddRange((await audience.OfMentionsAsync(message, cancellationToken)).Select(userId => (NotificationType.ConversationMention, userId)));
        if (await OpenAsync(happened.AccountId, conversation.Id, cancellationToken) is not null)
        {
            if (conversation.AssigneeId is { } assignee)
            {
                told.Add((NotificationType.AssignedConversationNewMessage, assignee));
            }

            told.AddRange((await audience.OfParticipantsAsync(conversation, cancellationToken))
                .Select(userId => (NotificationType.ParticipatingConversationNewMessage, userId)));
        }

        // Who is told by one way is not told by another.
        var sender = message.SenderKind is SenderKind.User ? message.SenderId : null;
        foreach (var (type, userId) in told.DistinctBy(person => person.UserId).Where(person => person.UserId != sender))
        {
            Plan(happened, conversation, type, userId, message.Id);
        }
    }

    /// <returns>Null where it is gone, or its contact is blocked.</returns>
    private async Task<Conversation?> OpenAsync(long accountId, long conversationId, CancellationToken cancellationToken)
        => await conversations.ByIdAsync(accountId, conversationId, cancellationToken) is { } conversation
            && await contacts.FindAsync(accountId, conversation.ContactId, cancellationToken) is { Blocked: false }
                ? conversation
                : null;

    private void Plan(LoggedEvent happened, Conversation conversation, string type, long userId, long? messageId)
    {
        if (happened.Performer != new Performer(Performer.User, userId))
        {
            _planned.Add(new NewNotification(conversation.AccountId, userId, type, conversation.Id, messageId));
        }
    }
}
