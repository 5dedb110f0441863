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
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@key)", new { key = PostgresLocks.Schema }, transaction);
        await connection.ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS schema_migrations (number bigint PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at bigint NOT NULL)",
            transaction: transaction);
        var applied = (await connection.QueryAsync<(long Number, string Checksum)>("SELECT number, checksum FROM schema_migrations", transaction: transaction))
            .ToDictionary(row => (int)row.Number, row => row.Checksum);
        Check(applied, migrations);

        var next = migrations.FirstOrDefault(migration => !applied.ContainsKey(migration.Number));
        if (next is not null)
        {
            await connection.ExecuteAsync(next.Sql, transaction: transaction);
            await connection.ExecuteAsync(
                "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (@Number, @Name, @Checksum, @AppliedAt)",
                new { next.Number, next.Name, next.Checksum, AppliedAt = clock.GetUtcNow().ToUnixTimeMilliseconds() },
                transaction);
        }

        await transaction.CommitAsync(cancellationToken);
        return next;
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

    [LoggerMessage(EventId = 1106, Level = LogLevel.Information, Message = "Applied schema step {Name}")]
    private partial void LogApplied(string name);
}
