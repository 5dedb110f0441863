using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Summaries;

/// <summary>Wanted summaries in the database: asked for within a rule's work, taken for an attempt, finished or put back.</summary>
internal sealed class SummaryQueue(IDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Asks for one; where one is pending already, that one is it.</summary>
    public Task<int> AddAsync(WriteScope scope, long accountId, long conversationId, long ruleId)
        => scope.ExecuteAsync(
            """
            INSERT INTO conversation_summaries (account_id, conversation_id, rule_id, next_attempt_at, created_at)
            VALUES (@accountId, @conversationId, @ruleId, @Now, @Now) ON CONFLICT DO NOTHING
            """,
            new { accountId, conversationId, ruleId, Now });

    /// <summary>Takes the oldest that is due. Until <paramref name="lease"/> has passed no process takes it again.</summary>
    /// <returns>Null where nothing is due.</returns>
    public async Task<WantedSummary?> TakeAsync(TimeSpan lease, CancellationToken cancellationToken)
    {
        const string Due = "SELECT id FROM conversation_summaries WHERE next_attempt_at <= @Now ORDER BY next_attempt_at LIMIT 1";

        // Asked first, so that an idle installation writes nothing.
        return await database.ReadAsync(connection => connection.ExecuteScalarAsync<long?>(Due, new { Now }), cancellationToken) is null
            ? null
            : await database.WriteAsync(
                scope => scope.FirstOrDefaultAsync<WantedSummary>(
                    $"""
                    UPDATE conversation_summaries SET attempt_count = attempt_count + 1, next_attempt_at = @until WHERE id = ({Due})
                    RETURNING id AS Id, account_id AS AccountId, conversation_id AS ConversationId, rule_id AS RuleId, attempt_count AS AttemptCount
                    """,
                    new { Now, until = Now + (long)lease.TotalMilliseconds }),
                cancellationToken);
    }

    /// <summary>Notes within the transaction that adds the summary that it is there.</summary>
    /// <returns>False where another process has come before: then nothing of this work may be kept.</returns>
    public async Task<bool> FinishAsync(WriteScope scope, WantedSummary wanted)
    {
        await scope.ExecuteAsync("DELETE FROM conversation_summaries WHERE finished_at < @before", new { before = Now - (long)Kept.TotalMilliseconds });
        return await scope.ExecuteAsync(
            """
            UPDATE conversation_summaries SET state = 'done', next_attempt_at = NULL, reason = NULL, finished_at = @Now
            WHERE id = @Id AND state = 'pending' AND attempt_count = @AttemptCount
            """,
            new { wanted.Id, wanted.AttemptCount, Now }) == 1;
    }

    /// <summary>Notes a failure.</summary>
    /// <param name="wanted">What failed.</param>
    /// <param name="reason">Why.</param>
    /// <param name="pause">How long until it is tried again; null for never.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    public Task<int> FailAsync(WantedSummary wanted, string reason, TimeSpan? pause, CancellationToken cancellationToken)
        => database.WriteAsync(
            scope => scope.ExecuteAsync(
                """
                UPDATE conversation_summaries
                SET state = @state, next_attempt_at = @again, reason = @reason, finished_at = @finished
                WHERE id = @Id AND state = 'pending' AND attempt_count = @AttemptCount
                """,
                new
                {
                    wanted.Id,
                    wanted.AttemptCount,
                    reason,
                    state = pause is null ? "failed" : "pending",
                    again = pause is { } span ? Now + (long)span.TotalMilliseconds : (long?)null,
                    finished = pause is null ? Now : (long?)null,
                }),
            cancellationToken);
}
