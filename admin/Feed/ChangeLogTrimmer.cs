using OneLink.Admin.Database;
using OneLink.Admin.Database.Partitions;

namespace OneLink.Admin.Feed;

/// <summary>
/// Lets the change log begin where <see cref="FeedRetention"/> says, and removes what is before: partitions as a whole, and in
/// pieces that do not hold up writers what does not go with one in time.
/// </summary>
internal sealed partial class ChangeLogTrimmer(
    IDatabase database, ILogPartitions partitions, FeedRetention retention, TimeProvider clock, ILogger<ChangeLogTrimmer> logger)
{
    private const int PieceSize = 5_000;

    public async Task TrimAsync(CancellationToken cancellationToken)
    {
        var oldest = clock.GetUtcNow() - retention.Age;
        var through = await database.WriteAsync(scope => MoveBeginningAsync(scope, oldest.ToUnixTimeMilliseconds()), cancellationToken);
        await partitions.DropThroughAsync(PartitionedLog.Changes, through, cancellationToken);

        // By its age alone where a partition takes along what is only beyond the count.
        var before = partitions.Grace > TimeSpan.Zero ? (oldest - partitions.Grace).ToUnixTimeMilliseconds() : long.MaxValue;
        for (var count = PieceSize; count == PieceSize;)
        {
            count = await database.WriteAsync(
                scope => scope.ExecuteAsync(
                    """
                    DELETE FROM change_log WHERE sequence IN (
                      SELECT sequence FROM change_log WHERE sequence <= @through AND created_at < @before ORDER BY sequence LIMIT @PieceSize)
                    """,
                    new { through, before, PieceSize }),
                cancellationToken);
        }
    }

    /// <returns>The last entry that is no longer kept.</returns>
    private async Task<long> MoveBeginningAsync(WriteScope scope, long oldest)
    {
        // Too old, or beyond the count. Entries are in order of time as of sequence, so that what remains is one unbroken stretch.
        var through = await scope.ScalarAsync<long>(
            """
            SELECT CASE WHEN aged > counted THEN aged ELSE counted END FROM (
              SELECT COALESCE((SELECT MAX(sequence) FROM change_log WHERE sequence > trimmed_through AND created_at < @oldest), trimmed_through) AS aged,
                     last_sequence - @count AS counted
              FROM feed_state WHERE id = 1) AS bounds
            """,
            new { oldest, count = retention.Count });
        var before = await scope.ScalarAsync<long>("SELECT trimmed_through FROM feed_state WHERE id = 1");
        if (through <= before)
        {
            return before;
        }

        await scope.ExecuteAsync("UPDATE feed_state SET trimmed_through = @through WHERE id = 1", new { through });
        LogTrimmed(through - before, through);
        return through;
    }

    [LoggerMessage(EventId = 3002, Level = LogLevel.Information, Message = "Trimmed {Count} changes, through {Sequence}")]
    private partial void LogTrimmed(long count, long sequence);
}
