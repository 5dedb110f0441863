using System.Text.Json.Nodes;
using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Events;

namespace OneLink.Admin.Accounts.Removal;

/// <summary>
/// What a person leaves behind in an account: conversations assigned to him and what he followed. The first piece goes in
/// the transaction that takes him out, which for most is all; the rest later, piece by piece.
/// </summary>
internal static class MemberRemoval
{
    /// <summary>Rows of each kind in one transaction: about 20 ms of the writer.</summary>
    private const int PieceSize = 500;

    private static readonly string[] Followed =
    [
        """
        DELETE FROM conversation_participants WHERE user_id = @userId AND conversation_id IN
          (SELECT conversation_id FROM conversation_participants WHERE account_id = @accountId AND user_id = @userId LIMIT @limit)
        """,
        """
        DELETE FROM mentions WHERE user_id = @userId AND conversation_id IN
          (SELECT conversation_id FROM mentions WHERE account_id = @accountId AND user_id = @userId LIMIT @limit)
        """,
        "DELETE FROM notifications WHERE id IN (SELECT id FROM notifications WHERE account_id = @accountId AND user_id = @userId LIMIT @limit)",
        "DELETE FROM custom_filters WHERE id IN (SELECT id FROM custom_filters WHERE account_id = @accountId AND user_id = @userId LIMIT @limit)",
        "DELETE FROM macros WHERE id IN (SELECT id FROM macros WHERE account_id = @accountId AND created_by_id = @userId AND visibility = 0 LIMIT @limit)",
        "DELETE FROM notification_settings WHERE account_id = @accountId AND user_id = @userId",
    ];

    /// <summary>Takes the person out and notes what is left to do.</summary>
    public static async Task BeginAsync(WriteScope scope, Membership membership, long at)
    {
        var member = new { membership.AccountId, membership.UserId };
        await scope.ExecuteAsync("DELETE FROM account_users WHERE account_id = @AccountId AND user_id = @UserId", member);
        await scope.ExecuteAsync("DELETE FROM team_members WHERE account_id = @AccountId AND user_id = @UserId", member);
        await scope.ExecuteAsync("DELETE FROM inbox_members WHERE account_id = @AccountId AND user_id = @UserId", member);
        if (!await RemovePieceAsync(scope, membership.AccountId, membership.UserId, at))
        {
            await scope.ExecuteAsync("INSERT INTO removed_members (account_id, user_id) VALUES (@AccountId, @UserId) ON CONFLICT (account_id, user_id) DO NOTHING", member);
        }
    }

    /// <summary>The person is back: what is not removed yet stays.</summary>
    public static Task CancelAsync(WriteScope scope, Membership membership)
        => scope.ExecuteAsync("DELETE FROM removed_members WHERE account_id = @AccountId AND user_id = @UserId", new { membership.AccountId, membership.UserId });

    /// <returns>Somebody of whom something is left; null where there is nobody.</returns>
    public static Task<(long AccountId, long UserId)?> NextAsync(IDatabase database, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<(long AccountId, long UserId)?>(
                "SELECT account_id, user_id FROM removed_members ORDER BY account_id, user_id LIMIT 1"),
            cancellationToken);

    /// <summary>Removes the next piece, unless the person has come back meanwhile.</summary>
    public static async Task ContinueAsync(WriteScope scope, long accountId, long userId, long at)
    {
        var isWaiting = await scope.FirstOrDefaultAsync<long?>(
            "SELECT user_id FROM removed_members WHERE account_id = @accountId AND user_id = @userId", new { accountId, userId }) is not null;
        if (isWaiting && await RemovePieceAsync(scope, accountId, userId, at))
        {
            await scope.ExecuteAsync("DELETE FROM removed_members WHERE account_id = @accountId AND user_id = @userId", new { accountId, userId });
        }
    }

    /// <returns>Whether nothing is left.</returns>
    private static async Task<bool> RemovePieceAsync(WriteScope scope, long accountId, long userId, long at)
    {
        var isDone = await UnassignAsync(scope, accountId, userId, at) < PieceSize;
        foreach (var sql in Followed)
        {
            isDone &= await scope.ExecuteAsync(sql, new { accountId, userId, limit = PieceSize }) < PieceSize;
        }

        return isDone;
    }

    private static async Task<int> UnassignAsync(WriteScope scope, long accountId, long userId, long at)
    {
        var conversations = (await scope.QueryAsync<long>(
            "SELECT id FROM conversations WHERE account_id = @accountId AND assignee_id = @userId LIMIT @limit",
            new { accountId, userId, limit = PieceSize })).AsList();
        if (conversations.Count > 0)
        {
            // Open ones wait for somebody else now (admin/Assignment).
            await scope.ExecuteAsync(
                """
                UPDATE conversations SET assignee_id = NULL, updated_at = @at,
                                         awaits_assignee_since = CASE WHEN status = 0 AND assignee_agent_bot_id IS NULL THEN @at END
                WHERE id IN @conversations
                """,
                new { conversations, at });
        }

        foreach (var conversation in conversations)
        {
            scope.Raise(new DomainEvent(EventNames.ConversationUpdated, accountId, conversation)
            {
                ChangedAttributes = new AttributeChanges().Add("assignee_id", JsonValue.Create(userId), current: null),
            });
        }

        return conversations.Count;
    }
}
