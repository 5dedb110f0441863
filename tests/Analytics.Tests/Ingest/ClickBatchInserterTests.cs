using OneLink.Analytics.Client;
using OneLink.Analytics.Ingest;
using OneLink.Analytics.Schema;
using OneLink.Analytics.Tests.Embedded;
using OneLink.Shared.Clicks;

namespace OneLink.Analytics.Tests.Ingest;

/// <summary>A click is in the table and in its totals, or in neither.</summary>
public sealed class ClickBatchInserterTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly IReadOnlyList<Migration> TableOnly = [MigrationSet.Embedded[0]];

    [Fact]
    public void RequiredSchema_IsTheOneOfThisBuild()
        => Assert.Equal(ClickBatchInserter.RequiredSchema, MigrationSet.Embedded[^1].Version);

    [Fact]
    public async Task Insert_NoSchemaYet_IsRefusedAndStoredLater()
    {
        using var client = await shared.NewDatabaseAsync();
        var inserter = new ClickBatchInserter(client);

        await ExpectSchemaMissingAsync(inserter, "1");
        await ApplyAsync(client, MigrationSet.Embedded);
        await InsertAsync(inserter, "1");

        Assert.Equal((1UL, 1UL), await CountsAsync(client));
    }

    [Fact]
    public async Task Insert_TableWithoutItsRollup_IsRefusedAndStoredInBothLater()
    {
        using var client = await shared.NewDatabaseAsync();
        await ApplyAsync(client, TableOnly);
        var inserter = new ClickBatchInserter(client);

        await ExpectSchemaMissingAsync(inserter, "1");
        await ApplyAsync(client, MigrationSet.Embedded);
        await InsertAsync(inserter, "1");

        Assert.Equal((1UL, 1UL), await CountsAsync(client));
    }

    [Fact]
    public async Task Insert_DatabaseWasReplacedByAnEmptyOne_WaitsForItsWholeSchema()
    {
        using var client = await shared.NewDatabaseAsync();
        await ApplyAsync(client, MigrationSet.Embedded);
        var inserter = new ClickBatchInserter(client);
        await InsertAsync(inserter, "1");

        await client.ExecuteAsync($"DROP DATABASE {client.Database}", CancellationToken.None);
        await Assert.ThrowsAsync<ClickHouseException>(() => InsertAsync(inserter, "2"));
        await ApplyAsync(client, TableOnly);
        await ExpectSchemaMissingAsync(inserter, "2");
        await ApplyAsync(client, MigrationSet.Embedded);
        await InsertAsync(inserter, "2");

        Assert.Equal((1UL, 1UL), await CountsAsync(client));
    }

    [Fact]
    public async Task Insert_TapsWithAddressKey_AreFoundByItOnceAndNotAfterTheirHour()
    {
        using var client = await shared.NewDatabaseAsync();
        await ApplyAsync(client, MigrationSet.Embedded);
        var inserter = new ClickBatchInserter(client);
        var now = TimeProvider.System.GetUtcNow();
        var batch = new ClickBatch(TimeProvider.System);
        batch.Add(new ClickRecord { AccountId = 1, LinkId = 2, DomainId = 3, IdLow = 1, UnixTimeMs = now.ToUnixTimeMilliseconds(), AddressKey = 77 });
        batch.Add(new ClickRecord { AccountId = 1, LinkId = 2, DomainId = 3, IdLow = 2, UnixTimeMs = now.ToUnixTimeMilliseconds() });
        batch.Add(new ClickRecord { AccountId = 1, LinkId = 2, DomainId = 3, IdLow = 3, UnixTimeMs = now.AddHours(-2).ToUnixTimeMilliseconds(), AddressKey = 77 });

        await inserter.InsertAsync(batch, "1", at: null, CancellationToken.None);
        await inserter.InsertAsync(batch, "1", at: null, CancellationToken.None);

        Assert.Equal((3UL, 3UL), await CountsAsync(client));
        var openable = await client.QueryRowsAsync(
            "SELECT toString(click_id) FROM openable_clicks WHERE domain_id = 3 AND address_key = 77",
            ClickHouseParameters.None,
            static (ref ClickHouseRow row) => row.ReadString(),
            CancellationToken.None);
        Assert.Equal("00000000-0000-0000-0000-000000000001", Assert.Single(openable));
    }

    private static async Task ApplyAsync(ClickHouseClient client, IReadOnlyList<Migration> migrations)
        => await new SchemaMigrator(client, TimeProvider.System).ApplyAsync(migrations, CancellationToken.None);

    private static async Task ExpectSchemaMissingAsync(ClickBatchInserter inserter, string token)
    {
        var failure = await Assert.ThrowsAsync<ClickHouseException>(() => InsertAsync(inserter, token));
        Assert.Equal(ClickHouseFailure.SchemaMissing, failure.Failure);
    }

    private static Task InsertAsync(ClickBatchInserter inserter, string token)
    {
        var batch = new ClickBatch(TimeProvider.System);
        batch.Add(new ClickRecord { AccountId = 1, LinkId = 2, UnixTimeMs = 1_700_000_000_000 });
        return inserter.InsertAsync(batch, token, at: null, CancellationToken.None);
    }

    /// <summary>Clicks in the table, and clicks in its totals.</summary>
    private static async Task<(ulong Rows, ulong Total)> CountsAsync(ClickHouseClient client)
    {
        var counts = await client.QueryRowsAsync(
            "SELECT (SELECT count() FROM clicks), (SELECT sum(humans) FROM clicks_by_quarter_hour)",
            ClickHouseParameters.None,
            static (ref ClickHouseRow row) => (row.ReadUInt64(), row.ReadUInt64()),
            CancellationToken.None);
        return Assert.Single(counts);
    }
}
