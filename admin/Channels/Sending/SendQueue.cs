using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Channels.Sending;

/// <summary>Messages on their way to providers, in the database: written with the message, taken for an attempt, and finished or put back.</summary>
internal sealed class SendQueue(IDatabase database, TimeProvider clock)
{
    private const string Columns = """
        s.id AS Id, s.account_id AS AccountId, s.inbox_id AS InboxId, s.conversation_id AS ConversationId, s.message_id AS MessageId,
        s.delivery_key AS DeliveryKey, s.state AS State, s.parts_sent AS PartsSent, s.attempt_count AS AttemptCount,
        s.failure_count AS FailureCount, s.created_at AS CreatedAt
        """;

    /// <summary>Goes from one inbox that has something waiting to the next, by the index: as many steps as there are inboxes.</summary>
    private const string InboxesSql = """
        WITH RECURSIVE waiting (inbox_id) AS (
          SELECT MIN(inbox_id) FROM channel_sends WHERE next_attempt_at IS NOT NULL
          UNION ALL
          SELECT (SELECT MIN(s.inbox_id) FROM channel_sends s WHERE s.next_attempt_at IS NOT NULL AND s.inbox_id > waiting.inbox_id)
          FROM waiting WHERE waiting.inbox_id IS NOT NULL)
        SELECT w.inbox_id AS InboxId, i.sandbox AS IsSandbox, i.channel AS Channel FROM waiting w JOIN inboxes i ON i.id = w.inbox_id
        JOIN accounts a ON a.id = i.account_id
        WHERE i.deleted_at IS NULL AND a.deleted_at IS NULL AND a.status = 'active'
        """;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Writes down that a message is to leave, where its inbox is a provider's. One that the channel itself has told of is there already.</summary>
    public static async Task AddAsync(WriteScope scope, Message message)
    {
        if (message.MessageType is not (MessageType.Outgoing or MessageType.Template) || message.IsPrivate != 0 || message.SourceId is not null)
        {
            return;
        }

        await scope.ExecuteAsync(
            """
            INSERT INTO channel_sends (account_id, inbox_id, conversation_id, message_id, delivery_key, next_attempt_at, created_at)
            SELECT account_id, id, @ConversationId, @Id, @key, @CreatedAt, @CreatedAt FROM inboxes
            WHERE id = @InboxId AND account_id = @AccountId AND channel IN ('whatsapp', 'telegram', 'facebook', 'instagram')
            """,
            new { message.AccountId, message.InboxId, message.ConversationId, message.Id, key = Guid.CreateVersion7().ToString(), message.CreatedAt });
    }

    /// <summary>Sends once more what was given up, what nobody knows of, and what the provider took and did not deliver.</summary>
    /// <returns>Whether all of it is sent again, under another name of the provider's.</returns>
    public static async Task<bool> AgainAsync(WriteScope scope, Message message, long at)
    {
        if (message.Status != MessageStatus.Failed)
        {
            return false;
        }

        var isWhole = await scope.ExecuteAsync(
            "UPDATE channel_sends SET state = 'failed', parts_sent = 0 WHERE message_id = @Id AND account_id = @AccountId AND state = 'sent'",
            new { message.Id, message.AccountId }) == 1;
        await scope.ExecuteAsync(
            """
            UPDATE channel_sends SET state = 'pending', failure_count = 0, error_code = NULL, next_attempt_at = @at, created_at = @at, finished_at = NULL
            WHERE message_id = @Id AND account_id = @AccountId AND state IN ('failed', 'unknown')
            """,
            new { message.Id, message.AccountId, at });
        return isWhole;
    }

    public static Task<QueuedSend?> FindByKeyAsync(WriteScope scope, long inboxId, string key)
        => scope.FirstOrDefaultAsync<QueuedSend>($"SELECT {Columns} FROM channel_sends s WHERE s.delivery_key = @key AND s.inbox_id = @inboxId", new { inboxId, key });

    /// <summary>What is being sent to somebody just now: the oldest.</summary>
    public static Task<QueuedSend?> UnderWayAsync(WriteScope scope, long conversationId)
        => scope.FirstOrDefaultAsync<QueuedSend>(
            $"SELECT {Columns} FROM channel_sends s WHERE s.conversation_id = @conversationId AND s.state = 'sending' AND s.next_attempt_at IS NOT NULL ORDER BY s.id LIMIT 1",
            new { conversationId });

    /// <summary>A receipt tells that a part has arrived of which nobody knew; whoever sends goes on behind it, if there is more.</summary>
    public static Task<int> SettleAsync(WriteScope scope, QueuedSend send, int parts, long at)
        => scope.ExecuteAsync(
            """
            UPDATE channel_sends SET state = 'pending', parts_sent = @parts, next_attempt_at = @at, error_code = NULL, finished_at = NULL
            WHERE id = @Id AND state <> 'sent' AND parts_sent < @parts
            """,
            new { send.Id, parts, at });

    /// <summary>The inboxes that have something to send, or will.</summary>
    public Task<List<WaitingInbox>> InboxesAsync(CancellationToken cancellationToken)
        => database.ReadAsync(async connection => (await connection.QueryAsync<WaitingInbox>(InboxesSql)).AsList(), cancellationToken);

    /// <summary>What is due in an inbox: of each conversation the oldest, as long as nothing before it is unfinished.</summary>
    public Task<List<QueuedSend>> DueAsync(long inboxId, int most, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<QueuedSend>(
                $"""
                SELECT {Columns} FROM channel_sends s
                WHERE s.inbox_id = @inboxId AND s.next_attempt_at <= @Now
                  AND NOT EXISTS (SELECT 1 FROM channel_sends e WHERE e.conversation_id = s.conversation_id AND e.next_attempt_at IS NOT NULL AND e.id < s.id)
                ORDER BY s.next_attempt_at, s.id LIMIT @most
                """,
                new { inboxId, Now, most })).AsList(),
            cancellationToken);

    /// <summary>Takes messages for an attempt. Until the lease has passed no process takes them again.</summary>
    /// <returns>Those that nobody else has taken meanwhile, each with the state in which it was found.</returns>
    public Task<List<QueuedSend>> TakeAsync(IReadOnlyList<QueuedSend> due, TimeSpan lease, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var taken = new List<QueuedSend>(due.Count);
                foreach (var send in due)
                {
                    if (await scope.ExecuteAsync(
                        """
                        UPDATE channel_sends SET state = 'sending', next_attempt_at = @until, attempt_count = attempt_count + 1
                        WHERE id = @Id AND next_attempt_at <= @Now AND attempt_count = @AttemptCount
                        """,
                        new { until = Now + (long)lease.TotalMilliseconds, send.Id, send.AttemptCount, Now }) == 1)
                    {
                        taken.Add(send with { AttemptCount = send.AttemptCount + 1 });
                    }
                }

                return taken;
            },
            cancellationToken);

    /// <summary>Notes that a part of a message has left, before the next one does. The lease is prolonged only where no other process has begun an attempt since.</summary>
    /// <returns>0 where one has: then this one is not to go on.</returns>
    public static Task<int> PartSentAsync(WriteScope scope, QueuedSend send, long parts, long until)
        => scope.ExecuteAsync("UPDATE channel_sends SET parts_sent = @parts, next_attempt_at = @until WHERE id = @Id AND attempt_count = @AttemptCount", new { send.Id, send.AttemptCount, parts, until });

    /// <summary>Nothing more is tried.</summary>
    /// <returns>0 where a receipt has told meanwhile that it has arrived, or another process has begun an attempt: of that one nobody knows yet. That it was sent is true whoever tells.</returns>
    public static Task<int> FinishAsync(WriteScope scope, QueuedSend send, string state, string? errorCode, long at)
        => scope.ExecuteAsync(
            "UPDATE channel_sends SET state = @state, error_code = @errorCode, next_attempt_at = NULL, finished_at = @at WHERE id = @Id AND state <> 'sent' AND (@state = 'sent' OR attempt_count = @AttemptCount)",
            new { send.Id, send.AttemptCount, state, errorCode, at });

    /// <summary>It is tried again.</summary>
    /// <param name="scope">The transaction.</param>
    /// <param name="send">What.</param>
    /// <param name="state">Whether it waits, or is in doubt.</param>
    /// <param name="failures">Attempts that count against it.</param>
    /// <param name="errorCode">Why.</param>
    /// <param name="at">When; Unix milliseconds.</param>
    public static Task<int> PutBackAsync(WriteScope scope, QueuedSend send, string state, long failures, string? errorCode, long at)
        => scope.ExecuteAsync(
            "UPDATE channel_sends SET state = @state, failure_count = @failures, error_code = @errorCode, next_attempt_at = @at WHERE id = @Id AND state = 'sending' AND attempt_count = @AttemptCount",
            new { send.Id, send.AttemptCount, state, failures, errorCode, at });

    /// <remarks>Set by name: SQLite gives computed columns of no row no type that a constructor could be found by.</remarks>
    internal sealed record WaitingInbox
    {
        /// <summary>Which.</summary>
        public required long InboxId { get; init; }

        /// <summary>Whether it calls no provider.</summary>
        public required long IsSandbox { get; init; }

        /// <summary>One of <see cref="Inboxes.InboxChannel"/>.</summary>
        public required string Channel { get; init; }
    }
}
