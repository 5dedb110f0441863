using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.LinkClicks.Nudges;

/// <summary>Tells of taps that nothing followed when their time has come.</summary>
internal sealed class NudgeAlarm(IDatabase database, TimeProvider clock, ILogger<NudgeAlarm> logger)
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
            async connection => (await connection.QueryAsync<long>(
                $"SELECT conversation_id FROM link_nudges WHERE due_at <= @now ORDER BY due_at LIMIT {PieceSize}", new { now })).AsList(),
            cancellationToken);
        foreach (var conversationId in due)
        {
            // One transaction each: others write in between.
            await database.WriteAsync(scope => LinkNudges.TellAsync(scope, conversationId, now), cancellationToken);
        }

        return due.Count;
    }
}
