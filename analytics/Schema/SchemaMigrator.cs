using OneLink.Analytics.Client;

namespace OneLink.Analytics.Schema;

/// <summary>
/// Brings a database to the schema of this build. May be run at every start and by several processes at once: every
/// statement of a migration may be run twice, and a migration counts as applied when all of them have succeeded.
/// </summary>
public sealed class SchemaMigrator(ClickHouseClient clickHouse, TimeProvider time)
{
    private const string CreateDatabase = "CREATE DATABASE IF NOT EXISTS {database:Identifier}";

    /// <summary>Several processes may record the same migration; the engine keeps one row of each version.</summary>
    private const string CreateRecord = """
        CREATE TABLE IF NOT EXISTS schema_migrations
        (
            version    UInt32,
            name       String,
            checksum   FixedString(64),
            applied_at DateTime64(3, 'UTC')
        )
        ENGINE = ReplacingMergeTree
        ORDER BY version
        """;

    private const string ReadRecord = "SELECT DISTINCT version, name, checksum FROM schema_migrations FINAL ORDER BY version";

    private const string WriteRecord = """
        INSERT INTO schema_migrations (version, name, checksum, applied_at)
        SELECT {version:UInt32}, {name:String}, {checksum:String}, {applied_at:DateTime64(3, 'UTC')}
        """;

    /// <summary>DDL waits for its turn behind merges and inserts; this is its longest wait.</summary>
    private static readonly ClickHouseQueryOptions Patient = new() { MaxExecutionTime = TimeSpan.FromMinutes(5) };

    /// <summary>Applies what is missing, oldest first, and gives what it applied.</summary>
    /// <exception cref="SchemaException">An applied migration differs from the one in this build. Nothing was changed.</exception>
    /// <exception cref="ClickHouseException">ClickHouse is away, or refused a statement; run it again later.</exception>
    public Task<IReadOnlyList<Migration>> ApplyAsync(CancellationToken cancellationToken) => ApplyAsync(MigrationSet.Embedded, cancellationToken);

    /// <summary>Whether the database holds this build's newest migration. Cheap, and changes nothing.</summary>
    /// <exception cref="ClickHouseException">ClickHouse is away.</exception>
    public async Task<bool> IsAppliedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await ReadAppliedAsync(cancellationToken)).ContainsKey(MigrationSet.Embedded[^1].Version);
        }
        catch (ClickHouseException failure) when (failure.Failure == ClickHouseFailure.SchemaMissing)
        {
            return false;
        }
    }

    internal async Task<IReadOnlyList<Migration>> ApplyAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        await clickHouse.ExecuteAsync(
            CreateDatabase,
            new ClickHouseParameters().Add("database", clickHouse.Database),
            Patient with { Database = "default" },
            cancellationToken);
        await clickHouse.ExecuteAsync(CreateRecord, ClickHouseParameters.None, Patient, cancellationToken);

        var applied = await ReadAppliedAsync(cancellationToken);
        var missing = new List<Migration>();
        foreach (var migration in migrations)
        {
            if (!applied.TryGetValue(migration.Version, out var earlier))
            {
                missing.Add(migration);
            }
            else if (earlier != (migration.Name, migration.Checksum))
            {
                throw new SchemaException(
                    $"Migration {migration.Name} was edited after it had been applied to database '{clickHouse.Database}' " +
                    $"(as {earlier.Name}, {earlier.Checksum[..12]}…, now {migration.Checksum[..12]}…). Restore its text and add a new migration instead.");
            }
        }

        foreach (var migration in missing)
        {
            await ApplyAsync(migration, cancellationToken);
        }

        return missing;
    }

    private async Task ApplyAsync(Migration migration, CancellationToken cancellationToken)
    {
        foreach (var statement in migration.Statements)
        {
            await clickHouse.ExecuteAsync(statement, ClickHouseParameters.None, Patient, cancellationToken);
        }

        var record = new ClickHouseParameters()
            .Add("version", migration.Version)
            .Add("name", migration.Name)
            .Add("checksum", migration.Checksum)
            .Add("applied_at", time.GetUtcNow());
        await clickHouse.ExecuteAsync(WriteRecord, record, Patient, cancellationToken);
    }

    private async Task<Dictionary<uint, (string Name, string Checksum)>> ReadAppliedAsync(CancellationToken cancellationToken)
    {
        var rows = await clickHouse.QueryRowsAsync(
            ReadRecord,
            ClickHouseParameters.None,
            static (ref ClickHouseRow row) => (Version: (uint)row.ReadUInt64(), Name: row.ReadString(), Checksum: row.ReadString()),
            cancellationToken);
        return rows.ToDictionary(row => row.Version, row => (row.Name, row.Checksum));
    }
}
