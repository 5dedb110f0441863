using Dapper;
using OneLink.Admin.Accounts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Assignment;

/// <summary>
/// Gives away what nobody could take when it was opened, the longest waiting first: once somebody has come online, holds
/// fewer conversations, has joined the inbox, or the inbox has been told to. It looks at what is, not at what happened, so
/// nothing can be missed, by a restart or otherwise.
/// </summary>
internal sealed class AssignmentSweep(
    IDatabase database, AutoAssignment assignment, ConversationEdits edits, TimeProvider clock, ILogger<AssignmentSweep> logger)
    : PeriodicUpkeep(Interval, clock, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override Task RunOnceAsync(CancellationToken cancellationToken) => SweepAsync(cancellationToken);

    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var (accountId, inboxId) in await AwaitedAsync(cancellationToken))
        {
            // One transaction each: others write in between.
            while (await database.WriteAsync(scope => AssignOldestAsync(scope, accountId, inboxId), cancellationToken))
            {
                // The next conversation.
            }
        }
    }

    /// <summary>The inboxes in which conversations wait and somebody is there, so that those where nobody is cost no transaction.</summary>
    private Task<List<(long AccountId, long InboxId)>> AwaitedAsync(CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<long, Membership, (long InboxId, Membership Member)>(
                $"""
                WITH RECURSIVE awaiting (inbox_id) AS
                (
                  SELECT MIN(inbox_id) FROM conversations WHERE awaits_assignee_since IS NOT NULL
                  UNION ALL
                  SELECT (SELECT MIN(inbox_id) FROM conversations WHERE awaits_assignee_since IS NOT NULL AND inbox_id > awaiting.inbox_id)
                  FROM awaiting WHERE awaiting.inbox_id IS NOT NULL
                )
                SELECT i.inbox_id AS InboxId, {MembershipRepository.Columns}
                FROM awaiting
                JOIN inboxes ON inboxes.id = awaiting.inbox_id AND inboxes.enable_auto_assignment = 1 AND inboxes.deleted_at IS NULL
                JOIN inbox_members i ON i.inbox_id = awaiting.inbox_id
                JOIN account_users m ON m.account_id = i.account_id AND m.user_id = i.user_id
                ORDER BY i.inbox_id
                """,
                static (inboxId, member) => (inboxId, member),
                splitOn: "Id"))
                .Where(row => assignment.IsPresent(row.Member)).Select(row => (row.Member.AccountId, row.InboxId)).Distinct().ToList(),
            cancellationToken);

    /// <returns>Whether a conversation was given away.</returns>
    private async Task<bool> AssignOldestAsync(WriteScope scope, long accountId, long inboxId)
    {
        if (await InboxRepository.FindAsync(scope, accountId, inboxId) is not { AutoAssigns: not 0 } inbox
            || await assignment.FreeAsync(scope, inbox) is not { Count: > 0 } free
            || await OldestAsync(scope, inboxId, free) is not { } conversation)
        {
            return false;
        }

        var edit = edits.Begin(scope, conversation, Author.System);
        await edit.AssignNextAsync(isForTeam: false);
        return (await edit.SaveAsync()).AssigneeId is not null;
    }

    /// <summary>The conversation that has waited longest of those which one of these people may take.</summary>
    private static Task<Conversation?> OldestAsync(WriteScope scope, long inboxId, List<long> free)
        => scope.FirstOrDefaultAsync<Conversation>(
            $"""
            SELECT {ConversationRepository.Columns} FROM conversations
            WHERE inbox_id = @inboxId AND awaits_assignee_since IS NOT NULL
              AND (team_id IS NULL OR team_id IN
                (SELECT t.id FROM teams t JOIN team_members m ON m.team_id = t.id WHERE t.allow_auto_assign = 1 AND m.user_id IN @free))
            ORDER BY awaits_assignee_since, id LIMIT 1
            """,
            new { inboxId, free });
}
