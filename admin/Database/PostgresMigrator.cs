using System.Globalization;
using Dapper;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Database;

/// <summary>
/// Brings the schema up to this build's version, each step in one transaction. Several admins may start at once: each step
/// is done under a lock, by the first, and the others find it done.
/// </summary>
internal sealed partial class PostgresMigrator(PostgresConnections connections, TimeProvider clock, ILogger<PostgresMigrator> logger)
{
    private static readonly TimeSpan TellInterval = TimeSpan.FromSeconds(5);

    private static readonly IReadOnlyList<Migration> Migrations = Migration.LoadAll("Postgres");

    /// <summary>Number of the newest step in this build.</summary>
    public static int Latest => Migrations[^1].Number;

    /// <exception cref="StartupException">The database is newer than this build, or was made by another build of the same number.</exception>
    public Task MigrateAsync(CancellationToken cancellationToken) => MigrateAsync(Migrations, cancellationToken);

    /// <param name="migrations">All steps, by number.</param>
    /// <param name="cancellationToken">Ends after the current step.</param>
    /// <exception cref="StartupException">The database is newer than these steps, or was made by other steps of the same numbers.</exception>
    public async Task MigrateAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        // A step may take as long as it takes.
        await using var connection = new PostgresConnection(await connections.OpenOwnAsync(builder => builder.CommandTimeout = 0, cancellationToken));
        while (await ApplyNextAsync(connection, migrations, cancellationToken) is { } applied)
        {
            LogApplied(applied.Name);
        }
    }

    /// <returns>The step that was done; null where none is missing.</returns>
    private async Task<Migration?> ApplyNextAsync(PostgresConnection connection, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await TellingAsync(
            connection.Inner.ProcessID, "of-another-admin", connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@key)", new { key = PostgresLocks.Schema }, transaction), cancellationToken);
        await connection.ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS schema_migrations (number bigint PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at bigint NOT NULL)",
            transaction: transaction);
        var applied = (await connection.QueryAsync<(long Number, string Checksum)>("SELECT number, checksum FROM schema_migrations", transaction: transaction))
            .ToDictionary(row => (int)row.Number, row => row.Checksum);
        Check(applied, migrations);

        var next = migrations.FirstOrDefault(migration => !applied.ContainsKey(migration.Number));
        if (next is not null)
        {
            await TellingAsync(connection.Inner.ProcessID, next.Name, connection.ExecuteAsync(next.Sql, transaction: transaction), cancellationToken);
            await connection.ExecuteAsync(
                "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (@Number, @Name, @Checksum, @AppliedAt)",
                new { next.Number, next.Name, next.Checksum, AppliedAt = clock.GetUtcNow().ToUnixTimeMilliseconds() },
                transaction);
        }

        await transaction.CommitAsync(cancellationToken);
        return next;
    }

    /// <summary>Says every few seconds that a statement gets on, as long as the server answers and works at it: one that hangs is not told of.</summary>
    private async Task TellingAsync(int process, string step, Task work, CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        while (await Task.WhenAny(work, Task.Delay(TellInterval, clock, cancellationToken)) != work && !cancellationToken.IsCancellationRequested)
        {
            if (await IsActiveAsync(process, cancellationToken))
            {
                var seconds = (int)clock.GetElapsedTime(begun).TotalSeconds;
                LogApplying(step, seconds);
            }
        }

        await work;
    }

    /// <remarks>Behind a pooler the process that a connection names is not the one that works: then any of ours that does is taken for it.</remarks>
    private async Task<bool> IsActiveAsync(int process, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await connections.OpenAsync(cancellationToken);
            return await connection.ExecuteScalarAsync<long>(
                "SELECT COUNT(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid() AND datname = current_database() AND (pid = @process OR @any = 1)",
                new { process, any = !connections.HasSessions ? 1 : 0 }) > 0;
        }
        catch (Exception exception) when (DatabaseFailure.IsOutside(exception))
        {
            return false;
        }
    }

    private void Check(Dictionary<int, string> applied, IReadOnlyList<Migration> migrations)
    {
        var latest = migrations[^1].Number;
        if (applied.Count > 0 && applied.Keys.Max() > latest)
        {
            throw new StartupException(string.Create(
                CultureInfo.InvariantCulture,
                $"The database {connections.Name} has schema {applied.Keys.Max()}, made by a newer OneLink; this build knows {latest}. Start the newer build."));
        }

        if (migrations.FirstOrDefault(m => applied.TryGetValue(m.Number, out var checksum) && !string.Equals(checksum, m.Checksum, StringComparison.Ordinal)) is { } other)
        {
            throw new StartupException($"The database {connections.Name} was migrated by another text of {other.Name}. Restore a database of this build, or start the build that made it.");
        }
    }

    /// <summary><c>./onelink up</c> waits on while it reads this (scripts/processes.sh).</summary>
    [LoggerMessage(EventId = 1107, Level = LogLevel.Information, Message = "Applying schema step {Name} for {Seconds} s")]
    private partial void LogApplying(string name, int seconds);

    [LoggerMessage(EventId = 1106, Level = LogLevel.Information, Message = "Applied schema step {Name}")]
    private partial void LogApplied(string name);
}
