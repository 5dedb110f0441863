using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Database;

/// <summary>Brings the schema up to this build's version; each step is one transaction.</summary>
/// <remarks>
/// A table is changed in depth by making it again and dropping the old one, which with foreign keys on would take all rows
/// that point at it along. So they are off during the steps (the switch has no effect inside a transaction), and every one
/// is checked before the last step is committed: once, because that reads the whole database, which takes most of a minute
/// beside ten million links. A process that is killed before has that step still to do, and so the check as well.
/// </remarks>
internal sealed partial class SqliteMigrator(TimeProvider clock, ILogger<SqliteMigrator> logger)
{
    private static readonly IReadOnlyList<Migration> Migrations = Migration.LoadAll("Sqlite");

    /// <summary>Number of the newest step in this build.</summary>
    public static int Latest => Migrations[^1].Number;

    /// <exception cref="StartupException">The database is newer than this build, or was made by another build of the same number.</exception>
    public void Migrate(SqliteConnection connection) => Migrate(connection, Migrations);

    /// <param name="connection">Writes.</param>
    /// <param name="migrations">All steps, by number.</param>
    /// <exception cref="StartupException">
    /// The database is newer than these steps, was made by other steps of the same numbers, or a row would point at nothing.
    /// </exception>
    public void Migrate(SqliteConnection connection, IReadOnlyList<Migration> migrations)
    {
        var missing = Missing(connection, migrations);
        if (missing.Count == 0)
        {
            return;
        }

        connection.Execute("PRAGMA foreign_keys = OFF");
        try
        {
            foreach (var migration in missing)
            {
                Apply(connection, migration, isLast: migration == missing[^1]);
            }
        }
        finally
        {
            connection.Execute("PRAGMA foreign_keys = ON");
        }
    }

    private static List<Migration> Missing(SqliteConnection connection, IReadOnlyList<Migration> migrations)
    {
        connection.Execute(
            "CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL)");
        var applied = connection.Query<(long Number, string Checksum)>("SELECT number, checksum FROM schema_migrations ORDER BY number")
            .ToDictionary(row => (int)row.Number, row => row.Checksum);

        var latest = migrations[^1].Number;
        if (applied.Count > 0 && applied.Keys.Max() > latest)
        {
            throw new StartupException(string.Create(
                CultureInfo.InvariantCulture,
                $"The database {connection.DataSource} has schema {applied.Keys.Max()}, made by a newer OneLink; this build knows {latest}. Start the newer build."));
        }

        if (migrations.FirstOrDefault(m => applied.TryGetValue(m.Number, out var checksum) && !string.Equals(checksum, m.Checksum, StringComparison.Ordinal)) is { } other)
        {
            throw new StartupException($"The database {connection.DataSource} was migrated by another text of {other.Name}. Restore a database of this build, or start the build that made it.");
        }

        return [.. migrations.Where(migration => !applied.ContainsKey(migration.Number))];
    }

    private void Apply(SqliteConnection connection, Migration migration, bool isLast)
    {
        using var progress = new SqliteProgress(connection, clock, seconds => LogApplying(migration.Name, seconds));
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Execute(migration.Sql, transaction: transaction);
        if (isLast && connection.QueryFirstOrDefault<string>("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1", transaction: transaction) is { } table)
        {
            throw new StartupException($"The database {connection.DataSource} cannot be used: after {migration.Name}, the last schema step, a row of {table} would point at nothing. Restore a backup.");
        }

        connection.Execute(
            "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (@Number, @Name, @Checksum, @AppliedAt)",
            new { migration.Number, migration.Name, migration.Checksum, AppliedAt = clock.GetUtcNow().ToUnixTimeMilliseconds() },
            transaction);
        transaction.Commit();
        LogApplied(migration.Name);
    }

    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "Applied schema step {Name}")]
    private partial void LogApplied(string name);

    /// <summary><c>./onelink up</c> waits on while it reads this (scripts/processes.sh).</summary>
    [LoggerMessage(EventId = 1003, Level = LogLevel.Information, Message = "Applying schema step {Name} for {Seconds} s")]
    private partial void LogApplying(string name, int seconds);
}
