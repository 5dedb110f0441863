using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Admin.Database;
using OneLink.Admin.Database.Partitions;
using OneLink.Admin.Feed;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Stats.Mirror;

/// <summary>What BI tools read of links (<c>bi_links</c>) follows what happens to them.</summary>
public sealed class LinkMirrorTests
{
    private const string LinksSql = "SELECT slug, url, deleted FROM bi_links ORDER BY slug";

    [Fact]
    public async Task Follow_LinksThatChangeAndGo_AreRowsAndNothingElseIs()
    {
        await using var server = await StatsServer.StartAsync(withClickHouse: true);
        await server.CreateLinkAsync("changes");
        await server.CreateLinkAsync("goes");
        await server.CreateLinkAsync("stays");
        await AssertLinksAsync(server, "changes\thttps://acme.example/\tfalse\ngoes\thttps://acme.example/\tfalse\nstays\thttps://acme.example/\tfalse\n");

        await PatchAsync(server, "changes", "https://acme.example/other");
        await DeleteAsync(server, "goes");

        await AssertLinksAsync(server, "changes\thttps://acme.example/other\tfalse\ngoes\thttps://acme.example/\ttrue\nstays\thttps://acme.example/\tfalse\n");
        Assert.Equal("3\n", await server.QueryAsync("SELECT count() FROM bi_links"));
    }

    [Fact]
    public async Task Follow_LogThatNoLongerReachesBack_IsCaughtUpWithIncludingWhatWentMeanwhile()
    {
        await using var server = await StatsServer.StartAsync(withClickHouse: true);
        await server.CreateLinkAsync("changes");
        await server.CreateLinkAsync("goes");
        await server.CreateLinkAsync("stays");
        await AssertLinksAsync(server, "changes\thttps://acme.example/\tfalse\ngoes\thttps://acme.example/\tfalse\nstays\thttps://acme.example/\tfalse\n");

        await server.StopClickHouseAsync();
        await PatchAsync(server, "changes", "https://acme.example/other");
        await DeleteAsync(server, "goes");
        await server.CreateLinkAsync("comes");
        await server.CreateLinkAsync("comes-and-goes");
        await DeleteAsync(server, "comes-and-goes");
        await CutLogAsync(server);
        await server.StartClickHouseAsync();

        await AssertLinksAsync(
            server,
            "changes\thttps://acme.example/other\tfalse\ncomes\thttps://acme.example/\tfalse\ngoes\thttps://acme.example/\ttrue\nstays\thttps://acme.example/\tfalse\n");

        // And goes on behind the copy.
        await DeleteAsync(server, "stays");
        await AssertLinksAsync(
            server,
            "changes\thttps://acme.example/other\tfalse\ncomes\thttps://acme.example/\tfalse\ngoes\thttps://acme.example/\ttrue\nstays\thttps://acme.example/\ttrue\n");
    }

    [Fact]
    public async Task Follow_RowsOfAnotherDatabaseThatWasFurther_GoAndDoNotWin()
    {
        await using var server = await StatsServer.StartAsync(withClickHouse: true);
        var link = await server.CreateLinkAsync("own");
        await AssertLinksAsync(server, "own\thttps://acme.example/\tfalse\n");
        var stranger = new Dictionary<string, object>(StringComparer.Ordinal) { ["account_id"] = 1, ["link_id"] = 5, ["slug"] = "stranger", ["position"] = 1_000_000 };
        var marker = new Dictionary<string, object>(StringComparer.Ordinal) { ["account_id"] = 0, ["link_id"] = 0, ["position"] = 1_000_000 };
        await server.InsertAsync("links", [stranger, marker]);

        // The place in the log is read from the table after a failure only.
        await server.StopClickHouseAsync();
        await PatchAsync(server, link["slug"]!.GetValue<string>(), "https://acme.example/newer");
        await server.StartClickHouseAsync();

        await AssertLinksAsync(server, "own\thttps://acme.example/newer\tfalse\n");
    }

    private static Task AssertLinksAsync(StatsServer server, string rows)
        => Until.TrueAsync(async () => await server.QueryAsync(LinksSql) == rows, $"bi_links holds\n{rows}");

    private static async Task PatchAsync(StatsServer server, string slug, string url)
    {
        using var content = new StringContent($$"""{"url":"{{url}}"}""", Encoding.UTF8, "application/merge-patch+json");
        using var response = await server.Admin.Client.PatchAsync(new Uri("/links/" + slug, UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task DeleteAsync(StatsServer server, string slug)
    {
        using var response = await server.Admin.Client.DeleteAsync(new Uri("/links/" + slug, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private static Task CutLogAsync(StatsServer server)
        => new ChangeLogTrimmer(
            server.Admin.Services.GetRequiredService<IDatabase>(),
            server.Admin.Services.GetRequiredService<ILogPartitions>(),
            new FeedRetention(TimeSpan.FromDays(1), Count: 0),
            TimeProvider.System,
            NullLogger<ChangeLogTrimmer>.Instance).TrimAsync(CancellationToken.None);
}
