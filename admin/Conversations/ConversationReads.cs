using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Conversations;

/// <summary>Who has seen a conversation until when, and what is unread.</summary>
internal sealed class ConversationReads(IDatabase database, TimeProvider clock)
{
    /// <summary>More than these are not counted: what matters is that there are some.</summary>
    private const int MostUnread = 10;

    /// <summary>Agents who only go to and fro between conversations write nothing more often than this.</summary>
    private static readonly TimeSpan Throttle = TimeSpan.FromHours(1);

    /// <summary>How many incoming messages no agent has seen, at most ten, by conversation; none where there are none.</summary>
    public Task<Dictionary<long, long>> UnreadAsync(long accountId, IReadOnlyCollection<long> conversationIds, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<(long Id, long Count)>(
                $"""
                SELECT conversations.id,
                       (SELECT COUNT(*) FROM
                         (SELECT 1 FROM messages
                          WHERE messages.conversation_id = conversations.id AND messages.message_type = 0
                            AND messages.created_at > COALESCE(conversations.agent_last_seen_at, -1) LIMIT {MostUnread}) unread)
                FROM conversations WHERE conversations.id IN @conversationIds AND +conversations.account_id = @accountId
                """,
                new { accountId, conversationIds })).ToDictionary(row => row.Id, row => row.Count),
            cancellationToken);

    /// <summary>A person of the account looks at it.</summary>
    public async Task<RecordOutcome<Conversation>> SeeAsync(Conversation conversation, Author author, CancellationToken cancellationToken)
    {
        var isAssignee = author.Performer is { Kind: Events.Performer.User } by && by.Id == conversation.AssigneeId;
        var seen = isAssignee ? conversation.AssigneeLastSeenAt : conversation.AgentLastSeenAt;
        var isUnread = conversation.LastMessageId is not null && conversation.LastActivityAt > (seen ?? -1);
        return isUnread || seen is null || seen < Now - (long)Throttle.TotalMilliseconds
            ? await StoreAsync(
                conversation,
                (stored, at) => stored with { AgentLastSeenAt = at, AssigneeLastSeenAt = isAssignee ? at : stored.AssigneeLastSeenAt },
                author,
                cancellationToken)
            : new RecordOutcome<Conversation>(conversation);
    }

    /// <summary>The contact looks at it.</summary>
    public Task<RecordOutcome<Conversation>> SeeAsContactAsync(Conversation conversation, Author author, CancellationToken cancellationToken)
        => StoreAsync(conversation, static (stored, at) => stored with { ContactLastSeenAt = at }, author, cancellationToken);

    /// <summary>Makes the newest incoming message unread again.</summary>
    public Task<RecordOutcome<Conversation>> UnseeAsync(Conversation conversation, Author author, CancellationToken cancellationToken)
        => StoreAsync(
            conversation,
            static (stored, _) =>
            {
                // A whole second, because clients compare times in seconds.
                var at = stored.LastIncomingAt - 1_000;
                return stored with { AgentLastSeenAt = at, AssigneeLastSeenAt = at };
            },
            author,
            cancellationToken);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private Task<RecordOutcome<Conversation>> StoreAsync(
        Conversation conversation, Func<Conversation, long, Conversation> see, Author author, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await ConversationRepository.FindAsync(scope, conversation.AccountId, conversation.Id) is not { } stored)
                {
                    return RecordOutcome<Conversation>.NotThere;
                }

                // The newest message may be a little later than the clock, see the times of messages.
                var after = see(stored, Math.Max(Now, stored.LastActivityAt));
                await ConversationRepository.UpdateSeenAsync(scope, after);
                scope.Raise(ConversationEvents.Read(after, author.Performer));
                return new RecordOutcome<Conversation>(after);
            },
            cancellationToken);
}
