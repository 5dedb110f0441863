using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Privacy;
using OneLink.Admin.Tests.Hosting;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Tests.Stats.Rollup;

/// <summary>
/// Answers over HTTP before and after days were added up: the same, also when a late click comes and when clicks go. Each
/// test has a month of its own.
/// </summary>
public sealed class BusyDayTests(StatsServerFixture fixture) : IClassFixture<StatsServerFixture>
{
    private const int Clicks = 2_600;

    /// <summary>One click in ten is a program's.</summary>
    private const int People = Clicks / 10 * 9;

    /// <summary>Of a day; answers are exact up to 1,000.</summary>
    private const int Visitors = 250;

    private readonly StatsServer _server = fixture.Server;

    private BusyDayRoll Roll => _server.Admin.Services.GetRequiredService<BusyDayRoll>();

    [Theory]
    [InlineData(1, "interval=day&groupBy=referrer,country,bot,domain&limit=3")]
    [InlineData(2, "interval=day&groupBy=referrer&limit=2&bots=include&timezone=America/New_York")]
    [InlineData(3, "interval=hour&groupBy=country&timezone=Asia/Kathmandu")]
    [InlineData(4, "interval=none&groupBy=utmSource&limit=1")]
    [InlineData(5, "interval=week")]
    public async Task Get_DaysThatWereAddedUp_IsTheSameAnswer(int month, string query)
    {
        var link = await _server.CreateLinkAsync(FormattableString.Invariant($"busy-{month}"));
        var start = new DateTimeOffset(2025, month, 6, 0, 0, 0, TimeSpan.Zero);
        for (var day = 0; day < 3; day++)
        {
            await InsertAsync(link, start.AddDays(day), Clicks);
        }

        string[] paths =
        [
            $"/stats?from={start:yyyy-MM-dd}&to={start.AddDays(3):yyyy-MM-dd}&{query}",
            $"/links/{link["slug"]}/stats?from={start.AddDays(-1):yyyy-MM-dd}&to={start.AddDays(4):yyyy-MM-dd}&{query.Replace(",domain", "", StringComparison.Ordinal)}",
        ];
        var before = await AnswersAsync(paths);

        await AddUpAsync();

        Assert.Equal(3, await UsableAsync(link));
        Assert.Equal(before, await AnswersAsync(paths));
    }

    [Fact]
    public async Task Get_LateClick_IsCountedAtOnceAndAfterTheDayWasAddedUpAgain()
    {
        var link = await _server.CreateLinkAsync("busy-late");
        var day = new DateTimeOffset(2024, 3, 4, 0, 0, 0, TimeSpan.Zero);
        await InsertAsync(link, day, Clicks);
        await AddUpAsync();
        const string Path = "/links/busy-late/stats?from=2024-03-04&to=2024-03-04&groupBy=country";

        await _server.InsertAsync("clicks", [_server.Click(link, day.AddHours(3), ("country", "QQ"), ("visitor", 5_000_000))]);
        var late = await _server.GetAsync(Path);
        await AddUpAsync();
        var again = await _server.GetAsync(Path);

        Assert.Equal(People + 1, late["totals"]!["clicks"]!.GetValue<int>());
        Assert.Contains(late["groups"]!["country"]!.AsArray(), row => row!["value"]!.GetValue<string>() == "QQ");
        Assert.Equal(late["groups"]!.ToJsonString(), again["groups"]!.ToJsonString());
        Assert.Equal(1, await UsableAsync(link));
    }

    [Fact]
    public async Task Get_PeopleOfWhomNothingIsKept_AreClicksAndNobodysVisitor()
    {
        var link = await _server.CreateLinkAsync("busy-anonymous");
        var day = new DateTimeOffset(2024, 9, 2, 0, 0, 0, TimeSpan.Zero);
        await InsertAsync(link, day, Clicks);
        await _server.InsertAsync("clicks", Enumerable.Range(0, 30).Select(i => _server.Click(link, day.AddMinutes(i), ("visitor", 0), ("country", "QQ"))));
        string[] paths = ["/stats?from=2024-09-02&to=2024-09-02", "/stats?from=2024-09-02&to=2024-09-02&groupBy=country", "/links/busy-anonymous/stats?from=2024-09-02&to=2024-09-02&groupBy=country"];
        var before = await AnswersAsync(paths);

        await AddUpAsync();

        Assert.All(before, answer => Assert.StartsWith($$"""{"clicks":{{People + 30}},"uniqueVisitors":{{Visitors / 10 * 9}},""", answer, StringComparison.Ordinal));
        Assert.Contains("""{"value":"QQ","clicks":30,"uniqueVisitors":0}""", before[1], StringComparison.Ordinal);
        Assert.Equal(before, await AnswersAsync(paths));
    }

    [Fact]
    public async Task Erase_LinkOfABusyDay_IsInNoAnswerAtOnceAndAfterTheDayWasAddedUpAgain()
    {
        var gone = await _server.CreateLinkAsync("busy-gone");
        var kept = await _server.CreateLinkAsync("busy-kept");
        var day = new DateTimeOffset(2024, 5, 6, 0, 0, 0, TimeSpan.Zero);
        await InsertAsync(gone, day, Clicks);
        await InsertAsync(kept, day, Clicks);
        await AddUpAsync();
        const string Path = "/stats?from=2024-05-06&to=2024-05-06&groupBy=country";
        Assert.Equal(2 * People, (await _server.GetAsync(Path))["totals"]!["clicks"]!.GetValue<int>());

        Assert.Equal(HttpStatusCode.Accepted, (await _server.Admin.Client.DeleteJsonAsync("/links/busy-gone/clicks")).Status);
        var after = await _server.EventuallyAsync(Path, answer => answer["totals"]!["clicks"]!.GetValue<int>() == People);
        Assert.Equal(People, after["groups"]!["country"]!.AsArray().Sum(row => row!["clicks"]!.GetValue<int>()));

        // The eraser may still be at its last statement, after which the day is due once more.
        await _server.EventuallyAsync("/links/busy-gone/stats?from=2024-05-06&to=2024-05-06&groupBy=country", answer => answer["totals"]!["clicks"]!.GetValue<int>() == 0);
        await AddUpAsync();
        Assert.Equal(after["groups"]!.ToJsonString(), (await _server.GetAsync(Path))["groups"]!.ToJsonString());
        Assert.Equal("0\n", await _server.QueryAsync($"SELECT count() FROM clicks WHERE link_id = {IdOf(gone)}"));
    }

    [Fact]
    public async Task Expire_DaysOfFewClicks_KeepTheirGroups()
    {
        const long Account = 6_000_001;
        var day = new DateTimeOffset(2024, 7, 1, 0, 0, 0, TimeSpan.Zero);
        await _server.InsertAsync("clicks", Enumerable.Range(0, 7).Select(i => _server.Click(
            new JsonObject { ["id"] = new OneLink.Admin.Links.LinkId(78).ToString() }, day.AddHours(i), ("account_id", Account), ("country", i < 3 ? "DE" : "FR"))));

        await _server.Admin.Services.GetRequiredService<ClickEraser>().ExpireAsync(Account, day.AddDays(2), CancellationToken.None);

        Assert.Equal("0\n", await _server.QueryAsync($"SELECT count() FROM clicks WHERE account_id = {Account}"));
        await BusyAsync();
        var answer = await _server.Admin.Services.GetRequiredService<ClickStats>().AnswerAsync(
            new ClickQuestion { AccountId = (uint)Account, From = day, To = day.AddDays(1), Zone = TimeZoneInfo.Utc, GroupBy = [ClickDimension.Country] }, CancellationToken.None);
        Assert.Equal(["FR 4", "DE 3"], answer.Groups[ClickDimension.Country].Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Value} {row.Counts.Humans}")));
        Assert.Equal(7, answer.Totals.Humans);
    }

    /// <summary>
    /// As the admin's keeper, which adds up on the same server, not before the totals are whole: until then they may be made
    /// anew under the first test, and a day that has none at the moment is not due.
    /// </summary>
    private async Task AddUpAsync()
    {
        await Until.TrueAsync(() => Task.FromResult(_server.Admin.Services.GetRequiredService<AccountRollupState>().IsWhole), "totals are whole");
        await Roll.AddUpAsync(CancellationToken.None);
        await BusyAsync();
    }

    private async Task BusyAsync() => _server.Admin.Services.GetRequiredService<BusyScopes>().Set(await Roll.ScopesAsync(CancellationToken.None));

    /// <summary>Visitors keep country and platform over the day, and come from several referrers and campaigns.</summary>
    private Task InsertAsync(JsonNode link, DateTimeOffset day, int count)
        => _server.InsertAsync("clicks", Enumerable.Range(0, count).Select(i =>
        {
            var visitor = i * 7 % Visitors;
            var isBot = i % 10 == 9;
            return _server.Click(
                link,
                day.AddSeconds(i * 33),
                ("kind", isBot ? "bot" : "human"),
                ("visitor", isBot ? 0 : day.ToUnixTimeSeconds() + visitor + 1),
                ("country", visitor % 9 == 0 ? "" : "C" + (char)('A' + (visitor % 6))),
                ("referrer", i % 11 < 6 ? "" : $"r{i % 5}.example"),
                ("utm_source", i % 3 == 0 ? "mail" : "ads"));
        }));

    private async Task<string[]> AnswersAsync(string[] paths)
    {
        var answers = new List<string>();
        foreach (var path in paths)
        {
            var answer = await _server.GetAsync(path);
            answers.Add(string.Join('\n', answer["totals"]!.ToJsonString(), answer["series"]?.ToJsonString(), answer["groups"]?.ToJsonString()));
        }

        return [.. answers];
    }

    private async Task<int> UsableAsync(JsonNode link) => int.Parse(
        await _server.QueryAsync($"SELECT count() FROM (SELECT day, argMax(usable, roll) AS u FROM busy_days WHERE link_id = {IdOf(link)} GROUP BY day HAVING u)"), CultureInfo.InvariantCulture);

    private static long IdOf(JsonNode link)
    {
        Assert.True(OneLink.Admin.Links.LinkId.TryParse(link["id"]!.GetValue<string>(), out var id));
        return id.Value;
    }
}
