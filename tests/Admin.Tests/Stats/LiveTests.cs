using System.Net;

namespace OneLink.Admin.Tests.Stats;

public sealed class LiveTests(StatsServerFixture fixture) : IClassFixture<StatsServerFixture>
{
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
    public async Task Follow_BadEventId_Is422()
    {
        using var response = await _server.Admin.Client.GetAsync(new Uri("/stats/live?lastEventId=x", UriKind.Relative));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }
}
