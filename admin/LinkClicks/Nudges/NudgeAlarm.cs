using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.LinkClicks.Nudges;

/// <summary>Tells of taps that nothing followed when their time has come.</summary>
internal sealed partial class NudgeAlarm(IDatabase database, TimeProvider clock, ILogger<NudgeAlarm> logger) : BackgroundService
{
    private const int PieceSize = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RingAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    internal async Task RingAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await RingPieceAsync(cancellationToken) == PieceSize)
            {
                // The next piece.
            }
        }
#pragma warning disable CA1031 // A database that is away for a while must not end it.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(exception);
        }
    }

    private async Task<int> RingPieceAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
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

    [LoggerMessage(EventId = 1856, Level = LogLevel.Error, Message = "Taps without an answer could not be told of and are tried again")]
    private partial void LogFailed(Exception exception);
}
