using System.Net;

namespace OneLink.Admin.Tests.Stats;

public sealed class LiveTests(StatsServerFixture fixture) : IClassFixture<StatsServerFixture>
{
    /// <summary>More than one question of the feed gives, and more than a listener's queue and the buffers of its connection hold.</summary>
    private const int Burst = 21_000;

    private readonly StatsServer _server = fixture.Server;

    [Fact]
    public async Task Follow_ClickArrives_IsAnEventAndCounted()
    {
        var link = await _server.CreateLinkAsync("live");
        using var events = await EventReader.OpenAsync(_server.Admin.Client, "/stats/live?link=live");
        Assert.Equal(0, (await events.NextAsync("counters")).Data["clicks"]!.GetValue<int>());

        await _server.InsertAsync("clicks", [_server.Click(link, DateTimeOffset.UtcNow, ("country", "DE"))]);
        var (id, click) = await events.NextAsync("click");

        Assert.NotEmpty(id);
        Assert.Equal(("127.0.0.1:8081/live", "human", "DE"), (click["link"]!.GetValue<string>(), click["kind"]!.GetValue<string>(), click["country"]!.GetValue<string>()));
        Assert.Equal(1, (await events.NextAsync("counters")).Data["clicks"]!.GetValue<int>());
    }

    [Fact]
    public async Task Follow_ResumedByLastEventId_GetsWhatItMissedOnce()
    {
        var link = await _server.CreateLinkAsync("resumed");
        string last;
        using (var events = await EventReader.OpenAsync(_server.Admin.Client, "/stats/live?link=resumed"))
        {
            await _server.InsertAsync("clicks", [_server.Click(link, DateTimeOffset.UtcNow, ("country", "AA"))]);
            (last, _) = await events.NextAsync("click");
        }

        await _server.InsertAsync("clicks", [_server.Click(link, DateTimeOffset.UtcNow, ("country", "BB"))]);
        using var resumed = await EventReader.OpenAsync(_server.Admin.Client, "/stats/live?link=resumed", last);
        var missed = (await resumed.NextAsync("click")).Data["country"]!.GetValue<string>();
        await _server.InsertAsync("clicks", [_server.Click(link, DateTimeOffset.UtcNow, ("country", "CC"))]);
        var next = (await resumed.NextAsync("click")).Data["country"]!.GetValue<string>();

        Assert.Equal(("BB", "CC"), (missed, next));
    }

    [Fact]
    public async Task Follow_AnotherLinksClicks_AreNotSent()
    {
        var wanted = await _server.CreateLinkAsync("wanted");
        var other = await _server.CreateLinkAsync("unwanted");
        using var events = await EventReader.OpenAsync(_server.Admin.Client, "/stats/live?link=wanted");

        await _server.InsertAsync("clicks", [
            _server.Click(other, DateTimeOffset.UtcNow), _server.Click(wanted, DateTimeOffset.UtcNow, ("account_id", 4_000_000)), _server.Click(wanted, DateTimeOffset.UtcNow, ("country", "DE")),
        ]);

        Assert.Equal("DE", (await events.NextAsync("click")).Data["country"]!.GetValue<string>());
    }

    [Fact]
    public async Task Follow_OneListenerDoesNotReadABurst_OthersGoOnAndItIsToldWhatItLost()
    {
        var link = await _server.CreateLinkAsync("burst");
        using var slow = await EventReader.OpenAsync(_server.Admin.Client, "/stats/live?link=burst");
        using var brisk = await EventReader.OpenAsync(_server.Admin.Client, "/stats/live?link=burst");

        // All of one moment, as a batch is.
        await _server.InsertAsync("clicks", Enumerable.Range(0, Burst).Select(_ => _server.Click(link, DateTimeOffset.UtcNow)));
        var heard = await ListenAsync(brisk, until: Burst);
        await _server.InsertAsync("clicks", [_server.Click(link, DateTimeOffset.UtcNow, ("country", "QQ"))]);
        var next = (await brisk.NextAsync("click")).Data["country"]!.GetValue<string>();
        var late = await ListenAsync(slow, until: Burst + 1);

        Assert.Equal(Burst, heard.Clicks + heard.Skipped);
        Assert.Equal("QQ", next);
        Assert.Equal(Burst + 1, late.Clicks + late.Skipped);
        Assert.InRange(late.Skipped, 1, Burst);
    }

    [Fact]
    public async Task Follow_ResumedAfterMoreThanIsSentAgain_GetsTheLinksOwnOnes()
    {
        var link = await _server.CreateLinkAsync("few");
        var other = await _server.CreateLinkAsync("many");
        string last;
        using (var events = await EventReader.OpenAsync(_server.Admin.Client, "/stats/live?link=few"))
        {
            await _server.InsertAsync("clicks", [_server.Click(link, DateTimeOffset.UtcNow)]);
            (last, _) = await events.NextAsync("click");
        }

        await _server.InsertAsync("clicks", Enumerable.Range(0, 11_000).Select(_ => _server.Click(other, DateTimeOffset.UtcNow)));
        await _server.InsertAsync("clicks", [_server.Click(link, DateTimeOffset.UtcNow, ("country", "BB"))]);
        using var resumed = await EventReader.OpenAsync(_server.Admin.Client, "/stats/live?link=few", last);

        Assert.Equal("BB", (await resumed.NextAsync("click")).Data["country"]!.GetValue<string>());
    }

    [Fact]
    public async Task Follow_BadEventId_Is422()
    {
        using var response = await _server.Admin.Client.GetAsync(new Uri("/stats/live?lastEventId=x", UriKind.Relative));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    /// <summary>Reads until the counters are as high.</summary>
    private static async Task<(int Clicks, int Skipped)> ListenAsync(EventReader events, int until)
    {
        var (clicks, skipped) = (0, 0);
        while (true)
        {
            switch (await events.NextAsync())
            {
                case ("click", _, _):
                    clicks++;
                    break;
                case ("skipped", _, var data):
                    skipped += data["clicks"]!.GetValue<int>();
                    break;
                case ("counters", _, var data) when data["clicks"]!.GetValue<int>() >= until:
                    return (clicks, skipped);
                default:
                    break;
            }
        }
    }
}
