using System.Net;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Edges;
using OneLink.Admin.Links;
using OneLink.Admin.Tests.Hosting;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Tests.Feed;

/// <summary>What edges say of links with a limit, and what they are told, over HTTP.</summary>
public sealed class ClickLimitTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const int Edges = 4;

    private AdminServer Server => fixture.Server;

    [Fact]
    public async Task Limits_ManyEdgesAtOnce_AreLentEachClickOnce()
    {
        await using var server = await AdminServer.StartAsync();
        var link = await LinkAsync("""{"url":"https://acme.com/","maxClicks":500}""", server);
        string[] instances = [.. Enumerable.Range(0, Edges).Select(i => $"at-once-{i}")];
        await RunAsync(server, instances);
        var taken = await Task.WhenAll(instances.Select(async instance =>
        {
            var (turn, used) = (0U, 0UL);
            while (true)
            {
                var answer = await AskAsync(instance, new LimitStatement { LinkId = link, Turn = turn, Taken = used, Granted = used, Wish = LimitWish.Now }, server.Edge);
                if (answer.Rest == LimitRest.None && answer.Granted == used)
                {
                    return (long)used;
                }

                Assert.InRange(answer.Granted - used, 0UL, 16UL);
                (turn, used) = (answer.Turn, answer.Granted);
            }
        }));
        Assert.Equal(500, taken.Sum());
    }

    [Fact]
    public async Task Limits_ClicksThatLieElsewhere_ArePublishedForAndComeBack()
    {
        var clock = new ManualClock(DateTimeOffset.UnixEpoch.AddYears(60));
        await using var server = await AdminServer.StartAsync(replace: services => services.AddSingleton<TimeProvider>(clock));
        var link = await LinkAsync("""{"url":"https://acme.com/","maxClicks":40}""", server);
        var alone = await AskAsync("holder", new LimitStatement { LinkId = link, Wish = LimitWish.Ahead }, server.Edge);
        Assert.Equal((40UL, 40UL, 1U), (alone.Granted, alone.Max, alone.Turn));

        using var feed = await FeedReader.OpenAsync(server.Edge, after: 0);
        while ((await feed.NextAsync()).FrameCase != FeedFrame.FrameOneofCase.Heartbeat)
        {
        }

        await RunAsync(server, "holder", "waiter");
        var asking = new LimitStatement { LinkId = link, Wish = LimitWish.Now };
        var waits = await AskAsync("waiter", asking, server.Edge);
        Assert.Equal((0UL, LimitRest.Held), (waits.Granted, waits.Rest));
        Assert.Equal(link, (await feed.NextAsync(FeedFrame.FrameOneofCase.Entry)).Entry.Id);

        // The holder hears of it by the feed: it states, lowers what it may, and says so.
        var asked = await AskAsync("holder", new LimitStatement { LinkId = link, Turn = 1, Taken = 10, Granted = 40 }, server.Edge);
        Assert.Equal(10UL, asked.Granted);
        Assert.Equal(0UL, (await AskAsync("waiter", asking, server.Edge)).Granted);
        await AskAsync("holder", new LimitStatement { LinkId = link, Turn = asked.Turn, Taken = 10, Granted = 10 }, server.Edge);
        Assert.Equal(7UL, (await AskAsync("waiter", asking, server.Edge)).Granted);
    }

    [Fact]
    public async Task Limits_LinkChangedOrGone_AreThoseOfTheLinkNow()
    {
        var link = await LinkAsync("""{"url":"https://acme.com/","slug":"changing","maxClicks":1}""");
        var statement = new LimitStatement { LinkId = link, Wish = LimitWish.Now };
        Assert.Equal(1UL, (await AskAsync("changing", statement)).Granted);
        statement = new LimitStatement { LinkId = link, Turn = 1, Taken = 1, Granted = 1, Wish = LimitWish.Now };
        Assert.Equal(LimitRest.None, (await AskAsync("changing", statement)).Rest);

        await Server.Client.PatchAsync("/links/changing", """{"maxClicks":5}""");
        var raised = await AskAsync("changing", statement);
        Assert.Equal((5UL, 5UL), (raised.Max, raised.Granted));
        await Server.Client.PatchAsync("/links/changing", """{"maxClicks":null}""");
        Assert.Equal((LimitRest.Unknown, 1UL), await RestAsync());
        await Server.Client.DeleteJsonAsync("/links/changing");
        Assert.Equal((LimitRest.Unknown, 1UL), await RestAsync());

        async Task<(LimitRest Left, ulong Granted)> RestAsync()
        {
            var answer = await AskAsync("changing", statement);
            return (answer.Rest, answer.Granted);
        }
    }

    [Fact]
    public async Task Limits_EdgeOfOtherAccounts_KnowsNoneOfTheLinks()
    {
        var link = await LinkAsync("""{"url":"https://acme.com/","maxClicks":9}""");
        var token = SecretText.Secret("oned_");
        var database = Server.Services.GetRequiredService<IDatabase>();
        await database.WriteAsync(scope => EdgeRepository.SaveAsync(scope, "others", SecretHash.Of(token), "77", now: 0), CancellationToken.None);
        using var edge = new HttpClient { BaseAddress = Server.BaseAddress, DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
        var answer = await AskAsync("others", new LimitStatement { LinkId = link, Wish = LimitWish.Now }, edge);
        Assert.Equal((LimitRest.Unknown, 0UL), (answer.Rest, answer.Granted));

        await database.WriteAsync(scope => EdgeRepository.RevokeAsync(scope, "others", now: 1), CancellationToken.None);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(new LimitReport { Instance = "others" }.ToByteArray(), edge)).Status);
    }

    [Fact]
    public async Task Limits_EdgeThatIsNotHeardOverItsLease_LosesWhatItHasNotUsed()
    {
        var clock = new ManualClock(DateTimeOffset.UnixEpoch.AddYears(60));
        await using var server = await AdminServer.StartAsync(
            settings: ["--ONELINK_CLICK_LEASE_SECONDS=600"], replace: services => services.AddSingleton<TimeProvider>(clock));
        var link = await LinkAsync("""{"url":"https://acme.com/","maxClicks":50}""", server);
        Assert.Equal(50UL, (await AskAsync("lost", new LimitStatement { LinkId = link, Wish = LimitWish.Ahead }, server.Edge)).Granted);
        await AskAsync("lost", new LimitStatement { LinkId = link, Turn = 1, Taken = 20, Granted = 50 }, server.Edge);
        var asking = new LimitStatement { LinkId = link, Wish = LimitWish.Now };
        var answer = await AskAsync("next", asking, server.Edge);
        Assert.Equal((0UL, LimitRest.Unheard), (answer.Granted, answer.Rest));
        clock.Now += TimeSpan.FromSeconds(601);
        Assert.Equal(30UL, (await AskAsync("next", asking, server.Edge)).Granted);

        // What it states when it is back it may have used: that counts, and is lent to nobody.
        var back = await AskAsync("lost", new LimitStatement { LinkId = link, Turn = 1, Taken = 22, Granted = 22, Wish = LimitWish.Now }, server.Edge);
        Assert.Equal((22UL, 22UL), (back.Taken, back.Granted));
    }

    [Fact]
    public async Task Limits_BadReport_NamesTheField()
    {
        var report = new LimitReport();
        report.Links.Add(new LimitStatement { LinkId = 1 });
        report.Links.Add(new LimitStatement { LinkId = 1, Turn = uint.MaxValue, Taken = ulong.MaxValue, Granted = 1UL << 31, Wish = (LimitWish)7 });
        report.Links.Add(new LimitStatement());
        var (status, body) = await SendAsync(report.ToByteArray());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        var errors = JsonNode.Parse(body)!["errors"]!.AsObject();
        Assert.Equal(
            ["instance", "links[1].granted", "links[1].link_id", "links[1].taken", "links[1].turn", "links[1].wish", "links[2].link_id"],
            errors.Select(error => error.Key).Order(StringComparer.Ordinal));

        report = new LimitReport { Instance = "many" };
        report.Links.AddRange(Enumerable.Range(1, 1_001).Select(id => new LimitStatement { LinkId = (ulong)id }));
        (status, body) = await SendAsync(report.ToByteArray());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.NotNull(JsonNode.Parse(body)!["errors"]!["links"]);

        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync([1, 2, 3])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync([])).Status);
        using var nobody = new HttpClient { BaseAddress = Server.BaseAddress };
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(new LimitReport { Instance = "x" }.ToByteArray(), nobody)).Status);
    }

    /// <summary>Lets the admin know of edges that run.</summary>
    private static async Task RunAsync(AdminServer server, params string[] instances)
    {
        var reports = new EdgeReports();
        reports.Reports.AddRange(instances.Select(instance => new EdgeReport { Instance = instance, Host = instance }));
        using var content = new ByteArrayContent(reports.ToByteArray());
        using var answer = await server.Edge.PostAsync(new Uri("/internal/feed/reports", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private async Task<ulong> LinkAsync(string body, AdminServer? server = null)
    {
        var made = await (server ?? Server).Client.PostAsync("/links", body);
        Assert.True(LinkId.TryParse(made.Body!["id"]!.GetValue<string>(), out var id));
        return (ulong)id.Value;
    }

    private async Task<LimitAnswer> AskAsync(string instance, LimitStatement statement, HttpClient? edge = null)
    {
        using var content = new ByteArrayContent(new LimitReport { Instance = instance, Links = { statement } }.ToByteArray());
        using var answer = await (edge ?? Server.Edge).PostAsync(new Uri("/internal/feed/limits", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var answers = LimitAnswers.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync());
        Assert.InRange(answers.LeaseSeconds, 600U, 86_400U);
        return Assert.Single(answers.Links);
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(byte[] report, HttpClient? edge = null)
    {
        using var content = new ByteArrayContent(report);
        using var answer = await (edge ?? Server.Edge).PostAsync(new Uri("/internal/feed/limits", UriKind.Relative), content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
