using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Database;

/// <summary>Brings the schema up to this build's version; each step is one transaction.</summary>
internal sealed partial class SqliteMigrator(TimeProvider clock, ILogger<SqliteMigrator> logger)
{
    private static readonly IReadOnlyList<Migration> Migrations = Migration.LoadAll("Sqlite");

    /// <summary>Number of the newest step in this build.</summary>
    public static int Latest => Migrations[^1].Number;

    /// <exception cref="StartupException">The database is newer than this build, or was made by another build of the same number.</exception>
    public void Migrate(SqliteConnection connection)
    {
        connection.Execute(
            "CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL)");
        var applied = connection.Query<(long Number, string Checksum)>("SELECT number, checksum FROM schema_migrations ORDER BY number")
            .ToDictionary(row => (int)row.Number, row => row.Checksum);

        if (applied.Count > 0 && applied.Keys.Max() > Latest)
        {
            throw new StartupException(string.Create(
                CultureInfo.InvariantCulture,
                $"The database {connection.DataSource} has schema {applied.Keys.Max()}, made by a newer OneLink; this build knows {Latest}. Start the newer build."));
        }

        foreach (var migration in Migrations)
        {
            if (!applied.TryGetValue(migration.Number, out var checksum))
            {
                Apply(connection, migration);
            }
            else if (!string.Equals(checksum, migration.Checksum, StringComparison.Ordinal))
            {
                throw new StartupException($"The database {connection.DataSource} was migrated by another text of {migration.Name}. Restore a database of this build, or start the build that made it.");
            }
        }
    }

    /// <summary>
    /// A table is changed in depth by making it again and dropping the old one, which with foreign keys on would take all
    /// rows that point at it along. So they are off during a step (the switch has no effect inside a transaction), and
    /// every one is checked before the commit.
    /// </summary>
    private void Apply(SqliteConnection connection, Migration migration)
    {
        connection.Execute("PRAGMA foreign_keys = OFF");
        try
        {
            ApplyWithoutForeignKeys(connection, migration);
        }
        finally
        {
            connection.Execute("PRAGMA foreign_keys = ON");
        }
    }

    private void ApplyWithoutForeignKeys(SqliteConnection connection, Migration migration)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Execute(migration.Sql, transaction: transaction);
        if (connection.QueryFirstOrDefault<string>("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1", transaction: transaction) is { } table)
        {
            throw new StartupException($"The database {connection.DataSource} was not changed: after {migration.Name}, a row of {table} would point at nothing. Restore a backup.");
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
}
