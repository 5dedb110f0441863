using OneLink.Admin.Database;

namespace OneLink.Admin.Events;

/// <summary>Deletes events that every consumer has passed and that are old enough for anyone to have resumed, in pieces that do not hold up writers.</summary>
internal sealed partial class EventTrimmer(IDatabase database, TimeProvider clock, ILogger<EventTrimmer> logger) : BackgroundService
{
    private const int PieceSize = 5_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TrimAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    internal async Task TrimAsync(CancellationToken cancellationToken)
    {
        try
        {
            var oldest = (clock.GetUtcNow() - Kept).ToUnixTimeMilliseconds();
            while (await database.WriteAsync(scope => TrimPieceAsync(scope, oldest), cancellationToken) == PieceSize)
            {
                // The next piece.
            }
        }
#pragma warning disable CA1031 // A database that is away for a while must not end the trimming.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(exception);
        }
    }

    private static Task<int> TrimPieceAsync(WriteScope scope, long oldest)
        => scope.ExecuteAsync(
            """
            DELETE FROM domain_events WHERE sequence IN (
              SELECT sequence FROM domain_events
              WHERE created_at < @oldest
                AND sequence <= COALESCE((SELECT MIN(position) FROM event_consumers), 9223372036854775807)
              ORDER BY sequence LIMIT @PieceSize)
            """,
            new { oldest, PieceSize });

    [LoggerMessage(EventId = 5003, Level = LogLevel.Error, Message = "Trimming the event log failed and is tried again")]
    private partial void LogFailed(Exception exception);
}
