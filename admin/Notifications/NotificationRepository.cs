using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Notifications;

/// <summary>
/// The stored notifications. Every query names the account and the person. One that was put off is itself again, and unread,
/// when its time has come: the queries say so, and nothing needs to wake for it.
/// </summary>
internal sealed class NotificationRepository(IDatabase database, TimeProvider clock)
{
    /// <summary>Where many are read at once, so many are told of; each tells how many are unread.</summary>
    private const int MostTold = 50;

    private const string IsSnoozed = "COALESCE(n.snoozed_until, 0) > @now";
    private const string IsUnread = "(n.read_at IS NULL OR (COALESCE(n.snoozed_until, 0) <= @now AND n.read_at < COALESCE(n.snoozed_until, 0)))";

    private const string Columns = $"""
        n.id AS Id, n.account_id AS AccountId, n.user_id AS UserId, n.notification_type AS NotificationType, n.conversation_id AS ConversationId,
        n.message_id AS MessageId, CASE WHEN {IsUnread} THEN NULL ELSE n.read_at END AS ReadAt,
        CASE WHEN {IsSnoozed} THEN n.snoozed_until END AS SnoozedUntil, {Activity} AS LastActivityAt, n.created_at AS CreatedAt, n.updated_at AS UpdatedAt
        """;

    /// <summary>What comes back comes back to the top.</summary>
    private const string Activity = "CASE WHEN n.snoozed_until <= @now THEN n.snoozed_until ELSE n.last_activity_at END";

    private const string OfUser = "notifications n WHERE n.account_id = @accountId AND n.user_id = @userId AND n.conversation_id IS NOT NULL";

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>A page, the newest first unless <paramref name="oldestFirst"/>.</summary>
    public Task<List<Notification>> PageAsync(
        long accountId, long userId, NotificationChoice choice, bool oldestFirst, int offset, int limit, CancellationToken cancellationToken)
    {
        var direction = oldestFirst ? "ASC" : "DESC";
        return database.ReadAsync(
            async connection => (await connection.QueryAsync<Notification>(
                $"SELECT {Columns} FROM {OfUser}{Chosen(choice)} ORDER BY {Activity} {direction}, n.id {direction} LIMIT @limit OFFSET @offset",
                new { accountId, userId, now = Now, limit, offset })).AsList(),
            cancellationToken);
    }

    /// <summary>How many there are, and how many of them are unread.</summary>
    public Task<(long Count, long Unread)> CountAsync(long accountId, long userId, NotificationChoice choice, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QuerySingleAsync<(long, long)>(
                $"SELECT COUNT(*), COALESCE(SUM(CASE WHEN {IsUnread} THEN 1 ELSE 0 END), 0) FROM {OfUser}{Chosen(choice)}", new { accountId, userId, now = Now }),
            cancellationToken);

    public Task<Notification?> FindAsync(long accountId, long userId, long id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<Notification>($"SELECT {Columns} FROM {OfUser} AND n.id = @id", new { accountId, userId, id, now = Now }),
            cancellationToken);

    /// <summary>By its id, whoever's it is.</summary>
    public Task<Notification?> FindAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<Notification>(
                $"SELECT {Columns} FROM notifications n WHERE n.account_id = @accountId AND n.id = @id AND n.conversation_id IS NOT NULL",
                new { accountId, id, now = Now }),
            cancellationToken);

    /// <summary>Marks one of the person's as read, as unread, or puts it off.</summary>
    /// <returns>The notification as it is now; null where it is not there.</returns>
    public async Task<Notification?> SetAsync(long accountId, long userId, long id, long? readAt, long? snoozedUntil, CancellationToken cancellationToken)
    {
        var isThere = await database.WriteAsync(
            async scope =>
            {
                var changed = await scope.ExecuteAsync(
                    """
                    UPDATE notifications SET read_at = @readAt, snoozed_until = @snoozedUntil, updated_at = @now
                    WHERE account_id = @accountId AND user_id = @userId AND id = @id AND conversation_id IS NOT NULL
                    """,
                    new { accountId, userId, id, readAt, snoozedUntil, now = Now });
                if (changed == 1)
                {
                    scope.Raise(NotificationEvents.Changed(accountId, id));
                }

                return changed == 1;
            },
            cancellationToken);
        return isThere ? await FindAsync(accountId, userId, id, cancellationToken) : null;
    }

    /// <summary>Marks all of the person's as read, or those of one conversation. His other windows hear of the newest of them.</summary>
    public Task<int> ReadAllAsync(long accountId, long userId, long? conversationId, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var read = (await scope.QueryAsync<long>(
                    $"""
                    UPDATE notifications SET read_at = @now, updated_at = @now
                    WHERE id IN (SELECT n.id FROM {OfUser} AND {IsUnread} AND (@conversationId IS NULL OR n.conversation_id = @conversationId))
                    RETURNING id
                    """,
                    new { accountId, userId, conversationId, now = Now })).AsList();
                foreach (var id in read.OrderDescending().Take(MostTold))
                {
                    scope.Raise(NotificationEvents.Changed(accountId, id));
                }

                return read.Count;
            },
            cancellationToken);

    /// <returns>Whether it was there.</returns>
    public Task<bool> DeleteAsync(long accountId, long userId, long id, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var wasThere = await scope.ExecuteAsync(
                    "DELETE FROM notifications WHERE account_id = @accountId AND user_id = @userId AND id = @id", new { accountId, userId, id }) == 1;
                if (wasThere)
                {
                    scope.Raise(NotificationEvents.Deleted(accountId, userId, id));
                }

                return wasThere;
            },
            cancellationToken);

    /// <summary>Removes all of the person's, or only those that are read.</summary>
    public Task<int> DeleteAllAsync(long accountId, long userId, bool onlyRead, CancellationToken cancellationToken)
        => database.WriteAsync(
            scope => scope.ExecuteAsync(
                $"DELETE FROM notifications WHERE id IN (SELECT n.id FROM {OfUser}{(onlyRead ? $" AND NOT {IsUnread}" : "")})", new { accountId, userId, now = Now }),
            cancellationToken);

    /// <summary>
    /// Writes a notification down, in the place of an older one of the same conversation, where the conversation is still there
    /// and the person may see it: who has left an inbox is told nothing of it, whatever he was assigned or took part in.
    /// </summary>
    public static async Task AddAsync(WriteScope scope, NewNotification added, long at)
    {
        var id = await scope.FirstOrDefaultAsync<long?>(
            """
            INSERT INTO notifications (account_id, user_id, notification_type, conversation_id, message_id, last_activity_at, created_at, updated_at)
            SELECT m.account_id, m.user_id, @NotificationType, c.id, (SELECT s.id FROM messages s WHERE s.id = @MessageId AND s.conversation_id = c.id), @at, @at, @at
            FROM account_users m JOIN conversations c ON c.account_id = m.account_id
            WHERE m.account_id = @AccountId AND m.user_id = @UserId AND c.id = @ConversationId
              AND (m.role = 'administrator'
                   OR EXISTS (SELECT 1 FROM inbox_members i WHERE i.inbox_id = c.inbox_id AND i.user_id = m.user_id)
                   OR EXISTS (SELECT 1 FROM team_members t WHERE t.team_id = c.team_id AND t.user_id = m.user_id))
            RETURNING id
            """,
            new { added.AccountId, added.UserId, added.NotificationType, added.ConversationId, added.MessageId, at });
        if (id is { } created)
        {
            await scope.ExecuteAsync(
                "DELETE FROM notifications WHERE account_id = @AccountId AND user_id = @UserId AND conversation_id = @ConversationId AND id < @created",
                new { added.AccountId, added.UserId, added.ConversationId, created });
            scope.Raise(NotificationEvents.Created(added.AccountId, created));
        }
    }

    private static string Chosen(NotificationChoice choice)
        => (choice.WithRead ? "" : $" AND {IsUnread}") + (choice.WithSnoozed ? "" : $" AND NOT {IsSnoozed}");
}
