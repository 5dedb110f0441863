using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Database.Partitions;

namespace OneLink.Admin.Events;

/// <summary>
/// Removes events that every consumer has passed and that are old enough for anyone to have resumed: partitions as a whole, and
/// in pieces that do not hold up writers what does not go with one in time.
/// </summary>
internal sealed partial class EventTrimmer(IDatabase database, ILogPartitions partitions, TimeProvider clock, ILogger<EventTrimmer> logger) : BackgroundService
{
    private const int PieceSize = 5_000;

    private const string IsOver =
        "created_at < @oldest AND sequence <= COALESCE((SELECT MIN(position) FROM event_consumers), 9223372036854775807)";

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
            var kept = clock.GetUtcNow() - Kept;
            var through = await database.ReadAsync(
                connection => connection.ExecuteScalarAsync<long>(
                    $"SELECT COALESCE(MAX(sequence), 0) FROM domain_events WHERE {IsOver}", new { oldest = kept.ToUnixTimeMilliseconds() }),
                cancellationToken);
            await partitions.DropThroughAsync(PartitionedLog.Events, through, cancellationToken);
            var oldest = (kept - partitions.Grace).ToUnixTimeMilliseconds();
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
            $"DELETE FROM domain_events WHERE sequence IN (SELECT sequence FROM domain_events WHERE {IsOver} ORDER BY sequence LIMIT @PieceSize)",
            new { oldest, PieceSize });

    [LoggerMessage(EventId = 5003, Level = LogLevel.Error, Message = "Trimming the event log failed and is tried again")]
    private partial void LogFailed(Exception exception);
}
