using Dapper;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Database;

/// <summary>Looks every second how far the logs have come, for what another admin has committed and no bell has told, and what time it is there.</summary>
internal sealed class CommitWatch(IDatabase database, CommitNews news, DatabaseClock time, TimeProvider clock, ILogger<CommitWatch> logger)
    : PeriodicUpkeep(TimeSpan.FromSeconds(1), clock, logger)
{
    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        var (lastChange, lastEvent, now) = await database.ReadAsync(
            connection => connection.QuerySingleAsync<(long, long, long)>(
                "SELECT (SELECT last_sequence FROM feed_state WHERE id = 1), (SELECT last_sequence FROM event_state WHERE id = 1), unix_milliseconds()"),
            cancellationToken);
        time.Set(now, asked);
        news.Tell(new CommitMarks(lastChange, lastEvent));
    }
}
