using Dapper;
using Npgsql;

namespace OneLink.Admin.Database.Partitions;

/// <summary>PostgreSQL: makes and drops partitions of logs, within the turn of this process's writer.</summary>
/// <remarks>
/// Dropping one, and adding one beside the partition of the rest, needs a lock that whoever reads the log shuts out: a feed for
/// milliseconds, a dump for as long as it runs. It is waited for briefly, since writers and readers wait behind it; where
/// it cannot be had, the next round is soon enough. Nothing depends on it: rows without a partition of their own are in that
/// of the rest, which becomes one of its own, as it stands, once the lock can be had.
/// </remarks>
internal sealed partial class PostgresLogPartitions(IDatabase database, ILogger<PostgresLogPartitions> logger) : ILogPartitions
{
    /// <summary>
    /// Sequences of a partition: some 50 MB of links' documents, so that a log of the default size has five, and what is dropped
    /// late is little.
    /// </summary>
    public const long DefaultSize = 250_000;

    private const string LockTimeout = "200ms";

    private const string PartitionsSql = """
        SELECT c.relname AS Name, substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \(''(\d+)''\)')::bigint AS Until
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = to_regclass(@Table) ORDER BY 2 NULLS LAST
        """;

    public TimeSpan Grace => TimeSpan.FromDays(1);

    /// <summary>Sequences of a partition that is made from now on.</summary>
    public long Size { get; init; } = DefaultSize;

    public Task MakeAheadAsync(PartitionedLog log, CancellationToken cancellationToken)
        => TryAsync(log, scope => MakeAheadAsync(scope, log), cancellationToken);

    public Task<int> DropThroughAsync(PartitionedLog log, long through, CancellationToken cancellationToken)
        => TryAsync(log, scope => DropThroughAsync(scope, log, through), cancellationToken);

    private async Task<int> TryAsync(PartitionedLog log, Func<WriteScope, Task<int>> change, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(
                async scope =>
                {
                    var before = await scope.ScalarAsync<string>("SELECT current_setting('lock_timeout')");
                    await scope.ExecuteAsync("SELECT set_config('lock_timeout', @LockTimeout, true)", new { LockTimeout });
                    var count = await change(scope);

                    // Others' work may follow in the same transaction.
                    await scope.ExecuteAsync("SELECT set_config('lock_timeout', @before, true)", new { before });
                    return count;
                },
                cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            LogPostponed(log.Table);
            return 0;
        }
    }

    private async Task<int> MakeAheadAsync(WriteScope scope, PartitionedLog log)
    {
        var made = 0;
        var until = (await PartitionsAsync(scope, log)).Max(partition => partition.Until ?? 0);
        if (await scope.ScalarAsync<long?>($"SELECT MAX(sequence) FROM {log.Rest}") is { } newest)
        {
            var oldest = await scope.ScalarAsync<long>($"SELECT MIN(sequence) FROM {log.Rest}");
            var (from, to) = (Math.Max(until, Floor(oldest)), Floor(newest) + Size);
            await scope.ExecuteAsync(FormattableString.Invariant(
                $"""
                ALTER TABLE {log.Table} DETACH PARTITION {log.Rest};
                ALTER TABLE {log.Rest} RENAME TO {log.Table}_{from};
                ALTER TABLE {log.Table} ATTACH PARTITION {log.Table}_{from} FOR VALUES FROM ({from}) TO ({to});
                CREATE TABLE {log.Rest} PARTITION OF {log.Table} DEFAULT
                """));
            LogMade(log.Table, from, to);
            (until, made) = (to, made + 1);
        }

        for (var last = await scope.ScalarAsync<long>($"SELECT last_sequence FROM {log.State} WHERE id = 1"); until < last + Size; made++)
        {
            var (from, to) = (Math.Max(until, Floor(last)), Floor(Math.Max(until, last)) + Size);
            await scope.ExecuteAsync(FormattableString.Invariant(
                $"""
                CREATE TABLE {log.Table}_{from} (LIKE {log.Table} INCLUDING DEFAULTS);
                ALTER TABLE {log.Table} ATTACH PARTITION {log.Table}_{from} FOR VALUES FROM ({from}) TO ({to})
                """));
            LogMade(log.Table, from, to);
            until = to;
        }

        return made;
    }

    private async Task<int> DropThroughAsync(WriteScope scope, PartitionedLog log, long through)
    {
        var over = (await PartitionsAsync(scope, log)).FindAll(partition => IsOver(partition, through));
        foreach (var (name, _) in over)
        {
            await scope.ExecuteAsync($"DROP TABLE {name}");
            LogDropped(name);
        }

        return over.Count;
    }

    private static bool IsOver((string Name, long? Until) partition, long through) => partition.Until <= through + 1;

    private long Floor(long sequence) => sequence / Size * Size;

    private static async Task<List<(string Name, long? Until)>> PartitionsAsync(WriteScope scope, PartitionedLog log)
        => (await scope.QueryAsync<(string, long?)>(PartitionsSql, new { log.Table })).AsList();

    [LoggerMessage(EventId = 1131, Level = LogLevel.Information, Message = "{Log} has a partition from {From} to {To}")]
    private partial void LogMade(string log, long from, long to);

    [LoggerMessage(EventId = 1132, Level = LogLevel.Information, Message = "Dropped the partition {Partition}")]
    private partial void LogDropped(string partition);

    [LoggerMessage(EventId = 1133, Level = LogLevel.Information, Message = "Partitions of {Log} are changed later: somebody, such as a backup, reads it for long")]
    private partial void LogPostponed(string log);
}
