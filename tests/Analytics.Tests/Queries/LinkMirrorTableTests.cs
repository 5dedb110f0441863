using System.Globalization;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;
using OneLink.Analytics.Schema;
using OneLink.Analytics.Tests.Embedded;

namespace OneLink.Analytics.Tests.Queries;

public sealed class LinkMirrorTableTests(SharedHost host) : IClassFixture<SharedHost>
{
    /// <summary>Of 20,000 accounts; each has ten, whose numbers lie far apart.</summary>
    private const int Links = 200_000;

    private const string Fill = """
        INSERT INTO links (account_id, link_id, position, slug)
        SELECT 1 + (number % 20000) AS account, 1 + number, 1, toString(number) FROM numbers(200000)
        """;

    [Fact]
    public async Task DeleteAsync_SomeLinks_MarksThemAndReadsFewOfTheOthers()
    {
        using var client = await host.NewDatabaseAsync();
        await new SchemaMigrator(client, TimeProvider.System).ApplyAsync(CancellationToken.None);
        await client.ExecuteAsync(Fill, CancellationToken.None);
        await client.ExecuteAsync("INSERT INTO links (account_id, link_id, position, slug) VALUES (77, 77, 2, 'newer')", CancellationToken.None);
        ulong[] gone = [77, 100_000, 5_000_000];

        await new LinkMirrorTable(client).DeleteAsync(gone, position: 3, CancellationToken.None);

        Assert.Equal(["77 newer", "100000 99999"], await TextsAsync(client, "SELECT concat(toString(link_id), ' ', slug) FROM bi_links WHERE deleted ORDER BY link_id"));
        Assert.Equal(["200000"], await TextsAsync(client, "SELECT toString(count()) FROM bi_links"));
        var parameters = new ClickHouseParameters().Add("links", gone).Add("position", 4L);
        var read = await TextsAsync(client, $"SELECT toString(sum(rows)) FROM (EXPLAIN ESTIMATE {LinkMirrorTable.GoneSql})", parameters);
        Assert.InRange(int.Parse(read.Single(), CultureInfo.InvariantCulture), 2, Links / 4);
    }

    private static Task<List<string>> TextsAsync(ClickHouseClient client, string sql, ClickHouseParameters? parameters = null)
        => client.QueryRowsAsync(sql, parameters ?? ClickHouseParameters.None, static (ref ClickHouseRow row) => row.ReadString(), CancellationToken.None);
}
