using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Links;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Stats;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;

namespace OneLink.Admin.Tests.Audiences;

/// <summary>From a cell of stats to contacts, out of the real engine.</summary>
public sealed class AudienceTests(StatsServerFixture fixture) : IClassFixture<StatsServerFixture>, IAsyncLifetime
{
    private readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
    private HttpClient _admin = null!;
    private string _account = "";
    private long _inbox;

    private StatsServer Server => fixture.Server;

    public async Task InitializeAsync()
    {
        _admin = Tenant.ClientWith(Server.Admin, Server.Admin.Credentials.Text("userAccessToken"));
        _account = $"/api/v1/accounts/{Server.Admin.Credentials.Number("accountId")}";
        _inbox = (await _admin.GetJsonAsync($"{_account}/inboxes")).Is(HttpStatusCode.OK).Body!["payload"]!.AsArray()
            .First(inbox => inbox!.Text("channel_type") is "Channel::Api")!.Number("id");
    }

    public Task DisposeAsync()
    {
        _admin.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Audience_OfACell_CountsWhatStatsCount_AndHoldsWhomLinksWereMadeForOrCodesCameFrom()
    {
        (await AskAsync("""{"period":"7d"}""")).IsInvalid("Account does not track links, so that no click leads to a contact; switch on its track_links first");
        (await _admin.SendJsonAsync(HttpMethod.Patch, _account, """{"track_links":true}""")).Is(HttpStatusCode.OK);
        var (zoe, max, ida, kim) = (await ReachAsync("Zoe"), await ReachAsync("Max"), await ReachAsync("Ida"), await ReachAsync("Kim"));
        var plain = await Server.CreateLinkAsync("plain");
        var coded = Tap(plain, ("variant", "B"));
        await Server.InsertAsync("clicks",
        [
            Tap(zoe.Link, ("variant", "B")), Tap(zoe.Link, ("variant", "B")), Tap(zoe.Link, ("platform", "android")),
            Tap(max.Link, ("variant", "B")), Tap(max.Link, ("country", "US"), ("variant", "A")),
            Tap(ida.Link, ("country", "US")), coded, Tap(plain), Tap(plain, ("country", "")),

            // A preview fetched Kim's link, and Kim asked not to be tracked: neither is a tap of Kim's.
            Tap(kim.Link, ("kind", "preview")), Tap(kim.Link, ("kind", "bot")), Tap(kim.Link, ("visitor", 0)),
            Server.Click(kim.Link, _now.AddDays(-40), ("country", "DE")),
        ]);
        await Server.EventuallyAsync(
            "/stats?groupBy=contact", answer => answer["groups"]!["contact"]!.AsArray().Count(row => row!.Text("value") is not "unknown") == 4);

        // Whatever the cell, both count the same clicks.
        foreach (var (question, query) in new[]
        {
            ("""{}""", ""),
            ("""{"period":"all","timezone":"Asia/Kolkata"}""", "period=all&timezone=Asia/Kolkata"),
            ("""{"country":"DE","platform":"ios","variant":"B"}""", "country=DE&platform=ios&variant=B"),
            ("""{"country":["US","-DE"]}""", "country=US,-DE"),
            ("""{"country":"unknown"}""", "country=unknown"),
            ("""{"link":"plain"}""", "link=plain"),
            ("""{"link":"-plain","tag":"message"}""", "link=-plain&tag=message"),
            ("""{"campaign":"Zoe,Max"}""", "campaign=Zoe,Max"),
            ($$"""{"contact":{{zoe.Contact}}}""", $"contact={zoe.Contact}"),
            ($$"""{"timezone":"America/New_York","hour":[{{HourIn("America/New_York")}}]}""", $"timezone=America/New_York&hour={HourIn("America/New_York")}"),
        })
        {
            var asked = (await AskAsync(question)).Is(HttpStatusCode.OK).Body!;
            var stats = await Server.GetAsync($"/stats?{query}");
            Assert.Equal((question, stats["totals"]!.Number("clicks")), (question, asked.Number("clicks_count")));
            Assert.Equal(asked.Number("clicks_count"), asked.Number("tied_clicks_count") + asked.Number("untied_clicks_count"));
        }

        var cell = (await AskAsync("""{"country":"DE","platform":"ios","period":"7d"}""")).Is(HttpStatusCode.OK).Body!;
        var id = cell.Number("id");
        Assert.Equal((2, 6, 3, 3), Counts(cell));
        Assert.Equal(cell.ToJsonString(), (await _admin.GetJsonAsync($"{_account}/audiences/{id}")).Is(HttpStatusCode.OK).Body!.ToJsonString());
        Assert.Equal("Max Zoe", await MembersAsync(id));

        // A code that came with a message leads to its conversation's contact, and is counted once.
        Assert.True(LinkId.TryParse(plain.Text("id"), out var plainId));
        await Server.Admin.Services.GetRequiredService<IDatabase>().WriteAsync(
            scope => scope.ExecuteAsync(
                "INSERT INTO conversation_clicks (click_id, account_id, conversation_id, link_id, clicked_at) SELECT @click, account_id, id, @link, @at FROM conversations WHERE contact_id = @Contact",
                new { click = coded["click_id"].ToString(), link = plainId.Value, at = _now.ToUnixTimeMilliseconds(), ida.Contact }),
            CancellationToken.None);
        Assert.Equal((3, 6, 4, 2), Counts((await _admin.PostAsync($"{_account}/audiences/{id}/refresh", "{}")).Is(HttpStatusCode.OK).Body!));
        Assert.Equal("Ida Max Zoe", await MembersAsync(id));

        // Two contacts become one, and one is deleted: they leave at once, and a refresh finds the same.
        (await _admin.PostAsync($"{_account}/actions/contact_merge", $$"""{"base_contact_id":{{kim.Contact}},"mergee_contact_id":{{max.Contact}}}""")).Is(HttpStatusCode.OK);
        (await _admin.DeleteJsonAsync($"{_account}/contacts/{zoe.Contact}")).Is(HttpStatusCode.OK);
        Assert.Equal("Ida Kim", await MembersAsync(id));
        await Until.TrueAsync(
            async () => Counts((await _admin.PostAsync($"{_account}/audiences/{id}/refresh", "{}")).Is(HttpStatusCode.OK).Body!) == (2, 6, 2, 4), "the links are known to be nobody's");
        Assert.Equal("Ida Kim", await MembersAsync(id));

        // Nobody is an answer as well, which says how many clicks there were.
        Assert.Equal((0, 1, 0, 1), Counts((await AskAsync("""{"link":"plain","country":"unknown"}""")).Is(HttpStatusCode.OK).Body!));
        Assert.Equal((0, 0, 0, 0), Counts((await AskAsync("""{"country":"JP"}""")).Is(HttpStatusCode.OK).Body!));

        // It goes with its members, and is not found any more.
        Assert.Contains((await _admin.GetJsonAsync($"{_account}/audiences")).Is(HttpStatusCode.OK).Body!["payload"]!.AsArray(), shown => shown!.Number("id") == id);
        (await _admin.DeleteJsonAsync($"{_account}/audiences/{id}")).Is(HttpStatusCode.OK);
        (await _admin.GetJsonAsync($"{_account}/audiences/{id}")).Is(HttpStatusCode.NotFound);
        (await _admin.PostAsync($"{_account}/audiences/{id}/refresh", "{}")).Is(HttpStatusCode.NotFound);

        foreach (var (question, words) in new[]
        {
            ("""{"groupBy":"country"}""", "Question groupBy picks no clicks; an audience is one cell, by from, to, period,"),
            ("""{"platform":"vax"}""", "Question platform does not know \"vax\"; valid are"),
            ("""{"country":{"is":"DE"}}""", "Question country must be a text, a number or a list of them"),
            ("""{"bots":"only"}""", "Question bots must be exclude: what a crawler or a preview asked for is nobody's click"),
            ("""{"link":"nothing-here"}""", "Question link \"nothing-here\" is no link of this account"),
            ("""{"from":"yesterday"}""", "Question from must be a date"),
            ("null", "Question must be an object with parameters of stats"),
        })
        {
            Assert.Contains(words, (await AskAsync(question)).Is(HttpStatusCode.UnprocessableEntity).Body!.Text("message"), StringComparison.Ordinal);
        }
    }

    private Task<Answer> AskAsync(string question) => _admin.PostAsync($"{_account}/audiences", $$"""{"name":"Cell","question":{{question}}}""");

    private static (long Contacts, long Clicks, long Tied, long Untied) Counts(JsonNode audience)
        => (audience.Number("contacts_count"), audience.Number("clicks_count"), audience.Number("tied_clicks_count"), audience.Number("untied_clicks_count"));

    private async Task<string> MembersAsync(long id)
    {
        var page = (await _admin.GetJsonAsync($"{_account}/audiences/{id}/members")).Is(HttpStatusCode.OK).Body!;
        var names = page["payload"]!.AsArray().Select(member => member!.Text("name")).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(names.Count, page["meta"]!.Number("count"));
        return string.Join(' ', names);
    }

    private Dictionary<string, object> Tap(JsonNode link, params (string Column, object Value)[] columns) => Server.Click(link, _now, [("country", "DE"), .. columns]);

    private string HourIn(string zone) => TimeZoneInfo.ConvertTime(_now, TimeZoneInfo.FindSystemTimeZoneById(zone)).Hour.ToString(CultureInfo.InvariantCulture);

    /// <summary>A contact who was sent a link.</summary>
    private async Task<(long Contact, JsonNode Link)> ReachAsync(string name)
    {
        var contact = (await _admin.PostAsync($"{_account}/contacts", $$"""{"name":"{{name}}"}""")).Is(HttpStatusCode.OK).Body!["payload"]!["contact"]!.Number("id");
        var conversation = (await _admin.PostAsync($"{_account}/conversations", $$"""{"inbox_id":{{_inbox}},"contact_id":{{contact}}}""")).Id();
        (await _admin.PostAsync(
            $"{_account}/conversations/{conversation}/messages", $$"""{"content":"https://acme.example/{{name}}","metadata":{"trackLinks":true,"campaign":"{{name}}"} }""")).Is(HttpStatusCode.OK);
        var link = (await Server.GetAsync("/links?tag=message"))["data"]!.AsArray().Single(made => made!.Text("url") == $"https://acme.example/{name}")!;
        return (contact, link);
    }
}
