using OneLink.Admin.Database;

namespace OneLink.Admin.Feed;

/// <summary>Deletes what <see cref="FeedRetention"/> no longer keeps, in pieces that do not hold up writers.</summary>
internal sealed partial class ChangeLogTrimmer(IDatabase database, FeedRetention retention, TimeProvider clock, ILogger<ChangeLogTrimmer> logger)
{
    private const int PieceSize = 5_000;

    public async Task TrimAsync(CancellationToken cancellationToken)
    {
        var oldest = (clock.GetUtcNow() - retention.Age).ToUnixTimeMilliseconds();
        long through;
        long removed = 0;
        do
        {
            (var count, through) = await database.WriteAsync(scope => TrimPieceAsync(scope, oldest), cancellationToken);
            removed += count;
            if (count < PieceSize)
            {
                break;
            }
        }
        while (true);

        if (removed > 0)
        {
            LogTrimmed(removed, through);
        }
    }

    private async Task<(int Count, long Through)> TrimPieceAsync(WriteScope scope, long oldest)
    {
        // The last entry that goes: too old, or beyond the count. Entries are in order of time as of sequence, so that
        // what remains is one unbroken stretch.
        var through = await scope.ScalarAsync<long>(
            """
            SELECT CASE WHEN aged > counted THEN aged ELSE counted END FROM (
              SELECT COALESCE((SELECT MAX(sequence) FROM change_log WHERE created_at < @oldest), trimmed_through) AS aged,
                     last_sequence - @count AS counted
              FROM feed_state WHERE id = 1) AS bounds
            """,
            new { oldest, count = retention.Count });
        var before = await scope.ScalarAsync<long>("SELECT trimmed_through FROM feed_state WHERE id = 1");
        through = Math.Min(through, before + PieceSize);
        if (through <= before)
        {
            return (0, before);
        }

        await scope.ExecuteAsync("UPDATE feed_state SET trimmed_through = @through WHERE id = 1", new { through });
        var count = await scope.ExecuteAsync("DELETE FROM change_log WHERE sequence <= @through", new { through });
        return (count, through);
    }

    [LoggerMessage(EventId = 3002, Level = LogLevel.Information, Message = "Trimmed {Count} changes, through {Sequence}")]
    private partial void LogTrimmed(long count, long sequence);
}
