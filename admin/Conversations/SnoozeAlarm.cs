using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Conversations;

/// <summary>Opens snoozed conversations when their time has come.</summary>
internal sealed class SnoozeAlarm(IDatabase database, ConversationEdits edits, TimeProvider clock, ILogger<SnoozeAlarm> logger)
    : PeriodicUpkeep(Interval, clock, logger)
{
    private const int PieceSize = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _clock = clock;

    protected override Task RunOnceAsync(CancellationToken cancellationToken) => RingAsync(cancellationToken);

    internal async Task RingAsync(CancellationToken cancellationToken)
    {
        while (await RingPieceAsync(cancellationToken) == PieceSize)
        {
            // The next piece.
        }
    }

    private async Task<int> RingPieceAsync(CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        var due = await database.ReadAsync(
            async connection => (await connection.QueryAsync<(long AccountId, long Id)>(
                $"SELECT account_id, id FROM conversations WHERE status = 3 AND snoozed_until <= @now ORDER BY snoozed_until LIMIT {PieceSize}",
                new { now })).AsList(),
            cancellationToken);
        foreach (var (accountId, id) in due)
        {
            // One transaction each: others write in between.
            await database.WriteAsync(scope => OpenAsync(scope, accountId, id, now), cancellationToken);
        }

        return due.Count;
    }

    private async Task<bool> OpenAsync(WriteScope scope, long accountId, long id, long now)
    {
        // Somebody may have changed it meanwhile, or another process opened it.
        if (await ConversationRepository.FindAsync(scope, accountId, id) is not { Status: ConversationStatus.Snoozed } conversation
            || conversation.SnoozedUntil is not { } until || until > now)
        {
            return false;
        }

        var edit = edits.Begin(scope, conversation, Author.System);
        edit.SetStatus(ConversationStatus.Open);
        await edit.SaveAsync();
        return true;
    }
}
