using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace OneLink.Admin.Tests.Stats;

public sealed class ClickListTests(StatsServerFixture fixture) : IClassFixture<StatsServerFixture>
{
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-05-01T00:00:00Z", CultureInfo.InvariantCulture);
    private readonly StatsServer _server = fixture.Server;

    [Fact]
    public async Task Get_PagesWhileClicksArrive_ShowEachOnceNewestFirst()
    {
        var link = await _server.CreateLinkAsync("paged");

        // Several at one moment: the cursor has to tell them apart.
        await _server.InsertAsync("clicks", Enumerable.Range(0, 25).Select(i => _server.Click(link, Start.AddSeconds(i / 4))));
        var times = new List<string>();
        var ids = new HashSet<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await _server.GetAsync("/links/paged/clicks?limit=7" + (cursor.Length > 0 ? "&cursor=" + cursor : ""));
            foreach (var click in page["data"]!.AsArray())
            {
                Assert.True(ids.Add(click!["id"]!.GetValue<string>()));
                times.Add(click["time"]!.GetValue<string>());
            }

            cursor = page["nextCursor"]?.GetValue<string>();
            await _server.InsertAsync("clicks", [_server.Click(link, Start.AddDays(1))]);
        }

        Assert.Equal(25, times.Count);
        Assert.Equal(times.OrderDescending(StringComparer.Ordinal), times);
    }

    [Fact]
    public async Task Orphans_OfTheAccount_AreListedByType()
    {
        var link = await _server.CreateLinkAsync("orphaned");
        await _server.InsertAsync("clicks", [
            _server.Click(link, Start.AddDays(90), ("orphan", "unknown_slug"), ("link_id", 0), ("slug", "mispelt")),
            _server.Click(link, Start.AddDays(90).AddSeconds(1), ("orphan", "root"), ("link_id", 0)),
            _server.Click(link, Start.AddDays(90).AddSeconds(2), ("orphan", "expired")),
            _server.Click(link, Start.AddDays(90).AddSeconds(3), ("orphan", "root"), ("link_id", 0), ("account_id", 4_000_000)),
            _server.Click(link, Start.AddDays(90).AddSeconds(4)),
        ]);
        const string Path = "/clicks/orphans?from=2026-07-30&to=2026-07-30";

        var all = (await _server.GetAsync(Path))["data"]!.AsArray();
        var some = (await _server.GetAsync(Path + "&type=unknown_slug"))["data"]!.AsArray().Single()!;
        var csv = await _server.Admin.Client.GetStringAsync(new Uri(Path + "&type=root,inactive&format=csv", UriKind.Relative));
        using var wrong = await _server.Admin.Client.GetAsync(new Uri(Path + "&type=lost", UriKind.Relative));

        Assert.Equal(["expired", "root", "unknown_slug"], all.Select(click => Text(click!, "type")));
        Assert.Equal("127.0.0.1:8081/orphaned", Text(all[0]!, "link"));
        Assert.Equal(("127.0.0.1:8081", "mispelt"), (Text(some, "domain"), Text(some, "slug")));
        Assert.Null(some["link"]);
        Assert.Equal(2, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.NotNull(JsonNode.Parse(await wrong.Content.ReadAsStringAsync())!["errors"]!["type"]);
    }

    [Fact]
    public async Task Get_Click_HasItsFieldsAndNullsForWhatIsUnknown()
    {
        var link = await _server.CreateLinkAsync("fields");
        await _server.InsertAsync("clicks", [_server.Click(link, Start, ("country", "DE"), ("status", 302), ("visitor", 255)), _server.Click(link, Start, ("kind", "bot"))]);

        var click = (await _server.GetAsync("/links/fields/clicks?timezone=Europe/Berlin"))["data"]!.AsArray().Single()!;
        var everybody = await _server.GetAsync("/links/fields/clicks?bots=include");

        Assert.Equal("2026-05-01T02:00:00+02:00", Text(click, "time"));
        Assert.Equal((Text(link, "id"), "127.0.0.1:8081/fields"), (Text(click, "linkId"), Text(click, "link")));
        Assert.Equal(("human", "DE", "00000000000000ff"), (Text(click, "kind"), Text(click, "country"), Text(click, "visitor")));
        Assert.Equal(302, click["status"]!.GetValue<int>());
        Assert.True(click.AsObject().ContainsKey("referrer"));
        Assert.Null(click["referrer"]);
        Assert.Equal(2, everybody["data"]!.AsArray().Count);
    }

    [Fact]
    public async Task Get_Csv_IsEveryClickWithoutFormulas()
    {
        var link = await _server.CreateLinkAsync("exported");
        await _server.InsertAsync("clicks", Enumerable.Range(0, 2_500).Select(i => _server.Click(link, Start.AddSeconds(i), ("utm_source", "=1+1"))));

        using var response = await _server.Admin.Client.GetAsync(new Uri("/links/exported/clicks?format=csv", UriKind.Relative));
        var lines = (await response.Content.ReadAsStringAsync()).Split("\r\n");
        var ndjson = (await _server.Admin.Client.GetStringAsync(new Uri("/links/exported/clicks?format=ndjson&country=-US", UriKind.Relative))).TrimEnd('\n').Split('\n');

        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("id,time,linkId,link,kind,", lines[0], StringComparison.Ordinal);
        Assert.Equal(2_502, lines.Length);
        Assert.Contains(",'=1+1,", lines[1], StringComparison.Ordinal);
        Assert.Equal(2_500, ndjson.Select(line => Text(JsonNode.Parse(line)!, "id")).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("cursor=nonsense", "cursor")]
    [InlineData("limit=0", "limit")]
    [InlineData("groupBy=country", "groupBy")]
    [InlineData("colour=red", "colour")]
    public async Task Get_BadQuery_Is422(string query, string field)
    {
        using var response = await _server.Admin.Client.GetAsync(new Uri("/clicks?" + query, UriKind.Relative));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.NotNull(JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]![field]);
    }

    [Fact]
    public async Task Get_UnknownLink_Is404()
    {
        using var response = await _server.Admin.Client.GetAsync(new Uri("/links/nobody/clicks", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
