using OneLink.Analytics.Client;
using OneLink.Analytics.Schema;
using OneLink.Analytics.Tests.Embedded;

namespace OneLink.Analytics.Tests.Schema;

public sealed class SchemaMigratorTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly Migration First = new("0001_first.sql", "CREATE TABLE IF NOT EXISTS a (n UInt8) ENGINE = MergeTree ORDER BY n;");

    private static readonly Migration Second = new("0002_second.sql", """
        -- Two statements; one file.
        CREATE TABLE IF NOT EXISTS b (n UInt8) ENGINE = MergeTree ORDER BY n;
        CREATE TABLE IF NOT EXISTS c (n UInt8) ENGINE = MergeTree ORDER BY n;
        """);

    [Fact]
    public async Task Apply_NoDatabase_MakesItAndTheWholeSchema()
    {
        using var client = shared.Process.Client("clicks_test");

        var applied = await Migrator(client).ApplyAsync(CancellationToken.None);

        Assert.Equal(MigrationSet.Embedded.Select(migration => migration.Name), applied.Select(migration => migration.Name));
        Assert.Superset(new HashSet<string>(["clicks", "clicks_by_quarter_hour", "clicks_by_quarter_hour_view", "schema_migrations"], StringComparer.Ordinal), await TablesAsync(client));
        Assert.Empty(await Migrator(client).ApplyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Apply_NewMigration_AppliesOnlyThat()
    {
        using var client = await shared.NewDatabaseAsync();

        Assert.Equal([First], await Migrator(client).ApplyAsync([First], CancellationToken.None));
        Assert.Equal([Second], await Migrator(client).ApplyAsync([First, Second], CancellationToken.None));

        Assert.Equal(["a", "b", "c", "schema_migrations"], (await TablesAsync(client)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Apply_EditedMigration_IsRefusedBeforeAnythingElse()
    {
        using var client = await shared.NewDatabaseAsync();
        await Migrator(client).ApplyAsync([First], CancellationToken.None);
        var edited = new Migration("0001_first.sql", "CREATE TABLE IF NOT EXISTS a (n UInt16) ENGINE = MergeTree ORDER BY n;");

        var failure = await Assert.ThrowsAsync<SchemaException>(() => Migrator(client).ApplyAsync([edited, Second], CancellationToken.None));

        Assert.Contains("0001_first was edited", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("b", await TablesAsync(client));
    }

    [Fact]
    public async Task Apply_StatementFails_IsNotRecordedAndCanBeRunAgain()
    {
        using var client = await shared.NewDatabaseAsync();
        var broken = new Migration("0001_broken.sql", "CREATE TABLE IF NOT EXISTS a (n UInt8) ENGINE = MergeTree ORDER BY n; CREATE NONSENSE;");

        await Assert.ThrowsAsync<ClickHouseException>(() => Migrator(client).ApplyAsync([broken], CancellationToken.None));

        Assert.Equal([First], await Migrator(client).ApplyAsync([First], CancellationToken.None));
    }

    [Fact]
    public async Task Apply_SeveralAtOnce_AllSucceed()
    {
        using var client = await shared.NewDatabaseAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Migrator(client).ApplyAsync(CancellationToken.None)));

        Assert.Empty(await Migrator(client).ApplyAsync(CancellationToken.None));
    }

    [Fact]
    public void Migration_LineEndings_DoNotChangeTheChecksum()
    {
        Assert.Equal(new Migration("0001_a.sql", "A;\nB").Checksum, new Migration("0001_a.sql", "A;\r\nB").Checksum);
    }

    [Fact]
    public void Embedded_Numbers_AreWithoutGapOrRepeat()
    {
        Assert.Equal(Enumerable.Range(1, MigrationSet.Embedded.Count), MigrationSet.Embedded.Select(migration => (int)migration.Version));
    }

    private static SchemaMigrator Migrator(ClickHouseClient client) => new(client, TimeProvider.System);

    private static async Task<HashSet<string>> TablesAsync(ClickHouseClient client)
    {
        var names = await client.QueryRowsAsync(
            "SELECT name FROM system.tables WHERE database = {database:String}", new ClickHouseParameters().Add("database", client.Database),
            (ref ClickHouseRow row) => row.ReadString(), CancellationToken.None);
        return names.ToHashSet(StringComparer.Ordinal);
    }
}
