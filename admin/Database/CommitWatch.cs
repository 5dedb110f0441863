using Dapper;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Database;

/// <summary>Looks every second how far the logs have come, for what another admin has committed and no bell has told.</summary>
internal sealed class CommitWatch(IDatabase database, CommitNews news, TimeProvider clock, ILogger<CommitWatch> logger)
    : PeriodicUpkeep(TimeSpan.FromSeconds(1), clock, logger)
{
    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var (lastChange, lastEvent) = await database.ReadAsync(
            connection => connection.QuerySingleAsync<(long, long)>(
                "SELECT (SELECT last_sequence FROM feed_state WHERE id = 1), (SELECT last_sequence FROM event_state WHERE id = 1)"),
            cancellationToken);
        news.Tell(new CommitMarks(lastChange, lastEvent));
    }
}
