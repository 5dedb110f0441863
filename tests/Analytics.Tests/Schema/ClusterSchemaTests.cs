using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;
using OneLink.Analytics.Schema;

namespace OneLink.Analytics.Tests.Schema;

/// <summary>What the schema becomes on a cluster, as far as the embedded engine can say (<see cref="ClusterHost"/>).</summary>
public sealed class ClusterSchemaTests(ClusterHost host) : IClassFixture<ClusterHost>
{
    private const uint Account = 7;
    private const int Links = 20;
    private const int ClicksOfLink = 10;

    /// <summary>Both shards are the same tables: what is read of all shards is read twice, and once more than that is a mistake.</summary>
    private const int Shards = 2;

    private static readonly DateTimeOffset Noon = new(DateTime.UtcNow.Date.AddDays(-2).AddHours(12), TimeSpan.Zero);

    private static IEnumerable<string> OfSchema => MigrationSet.Embedded.SelectMany(migration => migration.Statements);

    [Fact]
    public async Task Of_EveryStatementOfTheSchema_IsUnderstoodByTheEngineWithItsClauses()
    {
        using var client = host.Process.Client();
        var rule = new ClusterStatements(ClusterHost.Cluster, "onelink");
        foreach (var statement in OfSchema)
        {
            foreach (var made in rule.Of(statement))
            {
                var told = await client.QueryRowsAsync(
                    "SELECT formatQuery({statement:String})", new ClickHouseParameters().Add("statement", made), static (ref ClickHouseRow row) => row.ReadString(), CancellationToken.None);

                Assert.Equal(!made.Contains("INSERT INTO", StringComparison.Ordinal), told.Single().Contains("ON CLUSTER two", StringComparison.Ordinal));
            }
        }
    }

    /// <summary>Made with the engine's own checks of paths, macros, arguments and settings; the parts can be read, not written, here.</summary>
    [Fact]
    public async Task Of_EveryTableOfTheSchema_IsMadeWithReplicasAndShards()
    {
        const string Database = "replicated";
        using var client = host.Process.Client(Database);
        using (var maker = host.Process.Client())
        {
            await maker.ExecuteAsync($"CREATE DATABASE {Database}", CancellationToken.None);
        }

        var rule = new ClusterStatements(ClusterHost.Cluster, Database);
        var tables = OfSchema.Where(statement => statement.Contains("CREATE TABLE", StringComparison.Ordinal)).ToList();
        foreach (var made in tables.SelectMany(rule.Of))
        {
            await client.ExecuteAsync(ClusterHost.OnThisHost(made), CancellationToken.None);
        }

        var engines = await client.QueryRowsAsync(
            "SELECT name, engine, engine_full FROM system.tables WHERE database = currentDatabase() ORDER BY name",
            ClickHouseParameters.None,
            static (ref ClickHouseRow row) => (Name: row.ReadString(), Engine: row.ReadString(), Full: row.ReadString()),
            CancellationToken.None);
        Assert.Equal(2 * tables.Select(rule.Of).Select(made => made[1]).Distinct(StringComparer.Ordinal).Count(), engines.Count);
        foreach (var (name, engine, full) in engines)
        {
            if (name.EndsWith("_local", StringComparison.Ordinal))
            {
                Assert.StartsWith("Replicated", engine, StringComparison.Ordinal);
                Assert.DoesNotContain("non_replicated", full, StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal("Distributed", engine);
            }
        }

        var clicks = engines.Single(table => table.Name == "clicks_local").Full;
        Assert.Contains("'/clickhouse/tables/{shard}/replicated/clicks_local', '{replica}'", clicks, StringComparison.Ordinal);
        Assert.Contains("replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800", clicks, StringComparison.Ordinal);
    }

    /// <summary>The whole schema by the migrator, without replicas; then every question, over both shards.</summary>
    [Fact]
    public async Task Ask_EverythingOnTwoShards_IsAnsweredAndJoinsMultiplyNothing()
    {
        using var client = host.Client("sharded");
        var migrator = new SchemaMigrator(client, TimeProvider.System);
        Assert.Equal(MigrationSet.Embedded.Count, (await migrator.ApplyAsync(CancellationToken.None)).Count);
        Assert.True(await migrator.IsAppliedAsync(CancellationToken.None));
        await FillAsync(client);
        const int All = Shards * Links * ClicksOfLink;

        // A tag for every second link.
        var stats = new ClickStats(client, new QueryLimits(), new AccountRollupState { IsWhole = true }, new BusyScopes());
        var question = Question() with { GroupBy = [ClickDimension.Country, ClickDimension.Tag, ClickDimension.Campaign] };
        var answer = await stats.AnswerAsync(question, CancellationToken.None);
        Assert.Equal(All, answer.Totals.Humans);
        Assert.Equal(["even", "unknown"], answer.Groups[ClickDimension.Tag].Select(value => value.Value).Order(StringComparer.Ordinal));
        Assert.All(answer.Groups[ClickDimension.Tag], value => Assert.Equal(All / 2, value.Counts.Humans));
        Assert.Equal(All, answer.Groups[ClickDimension.Campaign].Sum(value => value.Counts.Humans));

        var tagged = Question() with { Filters = [new ClickFilter(ClickDimension.Tag, ["even"], [])] };
        Assert.Equal(All / 2, (await stats.AnswerAsync(tagged, CancellationToken.None)).Totals.Humans);
        Assert.Equal(All, (await stats.AnswerAsync(Question() with { Interval = SeriesInterval.Day }, CancellationToken.None)).Series.Sum(step => step.Counts.Humans));
        Assert.Equal(Shards * ClicksOfLink, (await stats.AnswerAsync(Question() with { LinkId = 3, Pivot = [ClickDimension.Country, ClickDimension.Browser] }, CancellationToken.None)).Totals.Humans);
        Assert.NotEmpty(await stats.RowsAsync(tagged with { Interval = SeriesInterval.Hour, GroupBy = [ClickDimension.Country] }, CancellationToken.None).ToListAsync());
        Assert.NotNull(await stats.FirstAsync(Account, 3, CancellationToken.None));
        Assert.NotNull(await stats.FirstAsync(Account, linkId: null, CancellationToken.None));
        Assert.Equal(All / 2, (await new ClickList(client, new QueryLimits()).PageAsync(tagged, after: null, 1_000, CancellationToken.None)).Count);

        var conversions = new ConversionStats(client, new QueryLimits());
        Assert.Equal(Shards * Links / 2, (await conversions.CountAsync(tagged, CancellationToken.None)).Sum(count => count.Count));
        Assert.NotEmpty(await conversions.ConvertedClicksAsync(tagged, type: null, CancellationToken.None));

        var counts = new LinkCounts(client) { StretchGranules = 1, PageLinks = 7 };
        var all = new List<LinkCount>();
        foreach (var stretch in await counts.StretchesAsync(CancellationToken.None))
        {
            all.AddRange(await counts.AllAsync(stretch, CancellationToken.None).ToListAsync());
        }

        Assert.Equal(Enumerable.Repeat((long)Shards * ClicksOfLink, Links), all.Select(count => count.Clicks));
        var newest = await counts.NewestAsync(CancellationToken.None);
        var changed = new List<LinkCount>();
        var last = default(LinkKey);
        while (await counts.ChangedAsync(newest.AddHours(-1), newest, last, CancellationToken.None) is { Count: > 0 } page)
        {
            changed.AddRange(page);
            last = page[^1].Link;
        }

        Assert.Equal(all.Select(count => (count.Link, count.Clicks)), changed.Select(count => (count.Link, count.Clicks)));
        Assert.Equal(All, (await new LiveClicks(client, new QueryLimits()).SinceAsync([Account], [], newest.AddHours(-1), Guid.Empty, 1_000, CancellationToken.None)).Count);
    }

    /// <summary>What is added up, deleted and mirrored, which statements of several tables at once are for.</summary>
    [Fact]
    public async Task Change_EverythingOnTwoShards_IsTurnedToTheirParts()
    {
        using var client = host.Client("changed");
        await new SchemaMigrator(client, TimeProvider.System).ApplyAsync(CancellationToken.None);
        await FillAsync(client);

        var roll = new BusyDayRoll(client);
        var day = Noon.AddHours(-12).ToUnixTimeSeconds();
        await roll.AddUpAsync(Account, day, busyLink: 1, CancellationToken.None);
        await roll.AddUpAsync(Account, day, busyLink: 1, CancellationToken.None);
        Assert.Equal(1 + Links, (await roll.ScopesAsync(CancellationToken.None)).Count);
        await roll.AddUpAsync(CancellationToken.None);
        await roll.SetAsideAsync(Account, [day], CancellationToken.None);
        await roll.ClearAsync(CancellationToken.None);

        var mirror = new LinkMirrorTable(client);
        await mirror.DeleteAsync([2, 4], 50, CancellationToken.None);
        Assert.Equal([2, 4], await NumbersAsync(client, "SELECT DISTINCT link_id FROM links FINAL WHERE deleted ORDER BY link_id"));
        await mirror.DeleteOlderAsync(60, CancellationToken.None);
        Assert.Equal(0, await mirror.PositionAsync(CancellationToken.None));
        await mirror.ClearAsync(CancellationToken.None);
        Assert.Equal([0], await NumbersAsync(client, "SELECT count() FROM links"));

        await client.ExecuteAsync("DELETE FROM clicks WHERE account_id = {account:UInt32} AND link_id = 3", new ClickHouseParameters().Add("account", (ulong)Account), ClickHouseQueryOptions.Default, CancellationToken.None);
        Assert.Equal([Shards * (Links - 1) * ClicksOfLink], await NumbersAsync(client, "SELECT count() FROM clicks"));
        Assert.Equal([Links - 1], await NumbersAsync(client, "SELECT uniqExact(link_id) FROM bi_clicks"));
        Assert.Equal([Shards * Links * ClicksOfLink], await NumbersAsync(client, "SELECT toUInt64(sum(clicks)) FROM bi_daily"));
    }

    /// <summary>Of one link, and so of one shard: its table knows the token, and so do the totals that it feeds.</summary>
    [Fact]
    public async Task Insert_SameTokenIntoTheTableOverAll_IsInThePartAndItsTotalsOnce()
    {
        using var client = host.Client("tokens");
        await new SchemaMigrator(client, TimeProvider.System).ApplyAsync(CancellationToken.None);
        foreach (var token in (string[])["1", "1", "2", "1"])
        {
            var lines = string.Concat(Enumerable.Range(0, 3).Select(i => $$"""{"click_id":"{{Guid.NewGuid()}}","account_id":7,"link_id":5,"ts":"2026-01-0{{i + 1}} 10:00:00","visitor":{{i + 1}}}""" + "\n"));
            await client.InsertJsonAsync("clicks", "click_id, account_id, link_id, ts, visitor", System.Text.Encoding.UTF8.GetBytes(lines), token, CancellationToken.None);
        }

        Assert.Equal(
            [6, 6, 6, 6],
            await NumbersAsync(client, """
                SELECT arrayJoin([
                    (SELECT count() FROM clicks_local), (SELECT toUInt64(sum(humans)) FROM clicks_by_quarter_hour_local),
                    (SELECT toUInt64(sum(humans)) FROM account_clicks_by_quarter_hour_local), (SELECT count() FROM recent_clicks_local)])
                """));
    }

    private static ClickQuestion Question() => new()
    {
        AccountId = Account,
        From = Noon.AddHours(-12),
        To = Noon.AddHours(12),
        Zone = TimeZoneInfo.Utc,
        Interval = SeriesInterval.None,
    };

    private static async Task FillAsync(ClickHouseClient client)
    {
        var parameters = new ClickHouseParameters().Add("account", (ulong)Account).Add("noon", Noon).Add("links", (ulong)Links).Add("all", (ulong)(Links * ClicksOfLink));
        await RunAsync("""
            INSERT INTO links (account_id, link_id, position, id, tags, campaign)
            SELECT {account:UInt32}, number + 1, 1, toString(number), if(number % 2 = 0, [], ['even']), if(number % 2 = 0, 'c', '') FROM numbers({links:UInt64})
            """);
        await RunAsync("""
            INSERT INTO clicks (click_id, account_id, link_id, domain_id, ts, country, visitor)
            SELECT generateUUIDv4(number), {account:UInt32}, number % {links:UInt64} + 1, 1, {noon:DateTime64(3, 'UTC')}, 'DE', number + 1 FROM numbers({all:UInt64})
            """);
        await RunAsync("""
            INSERT INTO conversions (account_id, link_id, conversion_id, version, type, occurred_at, clicked_at, click_id)
            SELECT {account:UInt32}, number + 1, generateUUIDv4(number), 1, 'lead', {noon:DateTime64(3, 'UTC')}, {noon:DateTime64(3, 'UTC')}, generateUUIDv4(number + 100) FROM numbers({links:UInt64})
            """);

        async Task RunAsync(string sql) => await client.ExecuteAsync(sql, parameters, ClickHouseQueryOptions.Default, CancellationToken.None);
    }

    private static Task<List<int>> NumbersAsync(ClickHouseClient client, string sql)
        => client.QueryRowsAsync(sql, ClickHouseParameters.None, static (ref ClickHouseRow row) => (int)row.ReadUInt64(), CancellationToken.None);
}
