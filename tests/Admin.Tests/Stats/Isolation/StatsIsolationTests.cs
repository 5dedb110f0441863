using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using FsCheck.Fluent;
using OneLink.Admin.Links;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Stats.Isolation;

/// <summary>No answer about one account's clicks holds or counts a row of another's: each is compared with plain LINQ over the account's own rows.</summary>
public sealed class StatsIsolationTests(SeveralAccounts accounts) : IClassFixture<SeveralAccounts>
{
    [Fact]
    public void Get_AnyQuestionOfAnyAccount_IsOfItsOwnRows()
        => Prop.ForAll(OwnQuestion.Any, question => CheckAsync(question).GetAwaiter().GetResult()).CheckByThreads(200);

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(2, "summer")]
    public async Task Follow_FromTheBeginning_GetsOwnClicksAlone(int account, string? slug)
    {
        var own = accounts.All.Where(click => click.Account == account && click.Orphan == "none")
            .Where(click => slug is null || click.Link == Link(account, slug)).Select(click => click.Id.ToString()).Order(StringComparer.Ordinal).ToList();
        using var events = await EventReader.OpenAsync(
            accounts.Client(account), "/stats/live" + (slug is null ? "" : "?link=" + slug), lastEventId: "0-00000000000000000000000000000000");

        var heard = new List<string>();
        for (var name = ""; name != "counters" || heard.Count == 0;)
        {
            (name, _, var data) = await events.NextAsync();
            if (name == "click")
            {
                heard.Add(data["id"]!.GetValue<string>());
                AssertOwn(account, data.ToJsonString());
            }
        }

        Assert.Equal(own, heard.Order(StringComparer.Ordinal));
    }

    private Task CheckAsync(OwnQuestion question) => question.Way.Split(' ') switch
    {
        ["summary"] => SummaryAsync(question),
        ["pivot"] => TableAsync(question, "&interval=none&pivot=country,utmCampaign", answer => answer["pivot"]!["rows"]!.AsArray()),
        ["heatmap"] => TableAsync(question, "&interval=none&pivot=weekday,hour", answer => answer["pivot"]!["rows"]!.AsArray()),
        ["rows"] => TableAsync(question, $"{question.Settings}&shape=rows{Groups(question)}", answer => answer["rows"]!.AsArray()),
        ["rows", var format] => LinesAsync(question, format),
        ["feed"] => FeedAsync(question),
        ["clicks" or "orphans"] => PagesAsync(question),
        ["clicks" or "orphans", var format] => ExportAsync(question, format),
        _ => StrangeLinkAsync(question),
    };

    private async Task SummaryAsync(OwnQuestion question)
    {
        var answer = await GetAsync(question, Of(question, "stats") + question.Settings + Groups(question));

        AssertTotals(Range(question, question.From, question.To), answer["totals"]!);
        var clicks = answer["totals"]!["clicks"]!.GetValue<int>();
        Assert.All(answer["groups"]!.AsObject(), group => Assert.Equal(group.Key == "bot" ? group.Value!.AsArray().Sum(Clicks) : clicks, group.Value!.AsArray().Sum(Clicks)));
        if (answer["series"]!.AsArray() is { Count: > 0 } series)
        {
            Assert.Equal(clicks, series.Sum(Clicks));
        }

        if (answer["previous"] is { } previous)
        {
            AssertTotals(Range(question, Time(previous["from"]!), Time(previous["to"]!)), previous["totals"]!);
        }

        if (answer["conversions"] is { } conversions)
        {
            var converted = Filtered(question).Count(click => click.Orphan == "none" && click.ConvertedAt >= question.From && click.ConvertedAt < question.To);
            Assert.Equal(converted, conversions["count"]!.GetValue<int>());
            Assert.Equal(converted, conversions["revenue"]!.AsArray().Sum(row => row!["amount"]!.GetValue<decimal>()));
        }
    }

    private async Task TableAsync(OwnQuestion question, string settings, Func<JsonNode, JsonArray> rows)
        => Assert.Equal(People(question), rows(await GetAsync(question, Of(question, "stats") + settings)).Sum(Clicks));

    private async Task LinesAsync(OwnQuestion question, string format)
        => Assert.Equal(People(question), SumOf(await TextAsync(question, Of(question, "stats") + question.Settings + Groups(question) + "&format=" + format), format));

    private async Task FeedAsync(OwnQuestion question)
    {
        var client = accounts.Client(question.Account);
        var feed = await client.PostAsync("/feeds", new JsonObject
        {
            ["link"] = question.Slug,
            ["query"] = question.Range + question.Filter + question.Settings + Groups(question),
        }.ToJsonString());
        Assert.Equal(HttpStatusCode.Created, feed.Status);

        // As anybody, and as another account: the token alone says whose it is.
        var url = new Uri(feed.Text("url"));
        using var anybody = new HttpClient { BaseAddress = accounts.Server.Admin.BaseAddress };
        var text = await anybody.GetStringAsync(new Uri(url.PathAndQuery, UriKind.Relative));
        var other = await accounts.Client((question.Account + 1) % SeveralAccounts.Count).GetStringAsync(new Uri(url.PathAndQuery, UriKind.Relative));
        var deleted = await client.DeleteJsonAsync("/feeds/" + feed.Text("id"));

        Assert.Equal(HttpStatusCode.NoContent, deleted.Status);
        AssertOwn(question.Account, text);
        Assert.Equal(text, other);
        Assert.Equal(People(question), SumOf(text, "csv"));
    }

    private async Task PagesAsync(OwnQuestion question)
    {
        var ids = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await GetAsync(question, ListOf(question) + "&limit=90" + (cursor.Length > 0 ? "&cursor=" + cursor : ""));
            ids.AddRange(page["data"]!.AsArray().Select(Id));
            cursor = page["nextCursor"]?.GetValue<string>();
        }

        Assert.Equal(Listed(question), ids.Order(StringComparer.Ordinal));
    }

    private async Task ExportAsync(OwnQuestion question, string format)
    {
        var lines = Lines(await TextAsync(question, ListOf(question) + "&format=" + format));

        Assert.Equal(
            Listed(question),
            (format == "csv" ? lines.Skip(1).Select(line => line.Split(',')[0]) : lines.Select(line => Id(JsonNode.Parse(line)))).Order(StringComparer.Ordinal));
    }

    /// <summary>A link of another account is one that is not there, in the path and in a filter.</summary>
    private async Task StrangeLinkAsync(OwnQuestion question)
    {
        var strange = new LinkId(accounts.Links((question.Account + 1) % SeveralAccounts.Count)[0]);
        var client = accounts.Client(question.Account);
        foreach (var path in (string[])[$"/links/{strange}/stats?", $"/links/{strange}/clicks?"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetJsonAsync(path + question.Range)).Status);
        }

        foreach (var path in (string[])["/stats?", "/clicks?", "/clicks/orphans?", "/stats/live?"])
        {
            var refused = await client.GetJsonAsync($"{path}link={strange}");
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "link"), (refused.Status, refused.ErrorPaths().Single()));
        }
    }

    private async Task<JsonNode> GetAsync(OwnQuestion question, string path) => JsonNode.Parse(await TextAsync(question, path))!;

    private async Task<string> TextAsync(OwnQuestion question, string path)
    {
        using var response = await accounts.Client(question.Account).GetAsync(new Uri(path, UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, path + "\n" + text);
        AssertOwn(question.Account, text);
        return text;
    }

    private void AssertOwn(int account, string text)
    {
        foreach (var mark in Enumerable.Range(0, SeveralAccounts.Count).Where(other => other != account).SelectMany(accounts.Marks))
        {
            Assert.DoesNotContain(mark, text, StringComparison.Ordinal);
        }
    }

    private static void AssertTotals(IReadOnlyList<OwnedClick> own, JsonNode totals)
    {
        var people = own.Where(click => click.Kind == "human").ToList();
        Assert.Equal(
            (people.Count, people.Select(click => click.Visitor).Distinct().Count(), own.Count(click => click.IsBot), own.Count(click => click.Kind == "prefetch")),
            (Clicks(totals), totals["uniqueVisitors"]!.GetValue<int>(), totals["bots"]!.GetValue<int>(), totals["prefetches"]!.GetValue<int>()));
    }

    private int People(OwnQuestion question) => Range(question, question.From, question.To).Count(click => click.Kind == "human");

    private List<OwnedClick> Range(OwnQuestion question, DateTimeOffset from, DateTimeOffset to)
        => [.. Filtered(question).Where(click => click.Orphan == "none" && click.Time >= from && click.Time < to)];

    private IEnumerable<string> Listed(OwnQuestion question) => Filtered(question)
        .Where(click => question.Way.StartsWith("orphans", StringComparison.Ordinal) != (click.Orphan == "none"))
        .Where(click => click.Time >= question.From && click.Time < question.To)
        .Where(click => click.Kind == "human" || (question.WithBots && click.IsBot))
        .Select(click => click.Id.ToString())
        .Order(StringComparer.Ordinal);

    private IEnumerable<OwnedClick> Filtered(OwnQuestion question) => accounts.All
        .Where(click => click.Account == question.Account && (question.Slug is null || click.Link == Link(question.Account, question.Slug)))
        .Where(click => question.Filters.All(filter => filter.Keeps(click, accounts.Links(question.Account))));

    private long Link(int account, string slug) => accounts.Links(account)[Array.IndexOf(SeveralAccounts.Slugs, slug)];

    private static string Of(OwnQuestion question, string what)
        => (question.Slug is null ? "/" : $"/links/{question.Slug}/") + $"{what}?{question.Range}{question.Filter}";

    private static string ListOf(OwnQuestion question)
        => Of(question, question.Way.StartsWith("orphans", StringComparison.Ordinal) ? "clicks/orphans" : "clicks") + (question.WithBots ? "&bots=include" : "");

    private static string Groups(OwnQuestion question) => "&groupBy=" + string.Join(',', question.GroupBy);

    private static int SumOf(string text, string format)
    {
        var lines = Lines(text);
        return format == "csv"
            ? lines.Skip(1).Sum(line => int.Parse(line.Split(',')[^3], CultureInfo.InvariantCulture))
            : lines.Sum(line => Clicks(JsonNode.Parse(line)));
    }

    private static string[] Lines(string text) => text.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private static int Clicks(JsonNode? row) => row!["clicks"]!.GetValue<int>();

    private static string Id(JsonNode? row) => row!["id"]!.GetValue<string>();

    private static DateTimeOffset Time(JsonNode time) => DateTimeOffset.Parse(time.GetValue<string>(), CultureInfo.InvariantCulture);
}
