using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using SQLitePCL;

namespace OneLink.Admin.Tests.Database;

public sealed class SqliteMigratorTests : IDisposable
{
    private static readonly Migration First = new(1, "0001_first", "CREATE TABLE owners (id INTEGER PRIMARY KEY); INSERT INTO owners (id) VALUES (1)");
    private static readonly Migration Second = new(2, "0002_second", "CREATE TABLE things (id INTEGER PRIMARY KEY, owner_id INTEGER REFERENCES owners (id)); INSERT INTO things (owner_id) VALUES (1)");
    private static readonly Migration Breaking = new(3, "0003_breaking", "DELETE FROM owners");
    private static readonly Migration Harmless = new(4, "0004_harmless", "CREATE TABLE others (id INTEGER PRIMARY KEY)");

    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly SqliteMigrator _migrator = new(TimeProvider.System, NullLogger<SqliteMigrator>.Instance);
    private int _checks;

    public SqliteMigratorTests()
    {
        _connection.Open();
        raw.sqlite3_trace(
            _connection.Handle,
            (_, statement) => _checks += statement.Contains("FROM pragma_foreign_key_check", StringComparison.Ordinal) ? 1 : 0,
            null);
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void Migrate_ManySteps_ChecksReferencesOnce()
    {
        _migrator.Migrate(_connection, [First, Second, Harmless]);

        Assert.Equal(3, _connection.QuerySingle<long>("SELECT count(*) FROM schema_migrations"));
        Assert.Equal(1, _checks);
    }

    [Fact]
    public void Migrate_NothingMissing_ChecksNothing()
    {
        _migrator.Migrate(_connection, [First, Second]);
        _checks = 0;

        _migrator.Migrate(_connection, [First, Second]);

        Assert.Equal(0, _checks);
    }

    [Fact]
    public void Migrate_StepThatBreaksAReference_IsFoundAtTheLastStepAndAtEveryFurtherStart()
    {
        _migrator.Migrate(_connection, [First, Second]);

        var failure = Assert.Throws<StartupException>(() => _migrator.Migrate(_connection, [First, Second, Breaking, Harmless]));
        Assert.Throws<StartupException>(() => _migrator.Migrate(_connection, [First, Second, Breaking, Harmless]));

        Assert.Contains("a row of things would point at nothing", failure.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], _connection.Query<int>("SELECT number FROM schema_migrations ORDER BY number"));
    }

    [Fact]
    public void Migrate_TableMadeAgain_KeepsWhatPointsAtIt()
    {
        _migrator.Migrate(_connection, [First, Second]);

        _migrator.Migrate(_connection, [First, Second, new Migration(3, "0003_again", """
            CREATE TABLE new_owners (id INTEGER PRIMARY KEY, name TEXT);
            INSERT INTO new_owners (id) SELECT id FROM owners;
            DROP TABLE owners;
            ALTER TABLE new_owners RENAME TO owners;
            """)]);

        Assert.Equal(1, _connection.QuerySingle<long>("SELECT count(*) FROM things"));
        Assert.Throws<SqliteException>(() => _connection.Execute("INSERT INTO things (owner_id) VALUES (7)"));
    }

    [Fact]
    public void Migrate_EditedStep_IsRefusedBeforeAnythingElse()
    {
        _migrator.Migrate(_connection, [First]);

        Assert.Throws<StartupException>(() => _migrator.Migrate(_connection, [First with { Sql = "SELECT 1" }, Second]));

        Assert.Equal(1, _connection.QuerySingle<long>("SELECT count(*) FROM schema_migrations"));
    }
}
