using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OneLink.Admin.Links;
using OneLink.Admin.Stats.Live;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Tests.Stats;

/// <summary>What the feed hears of when it is late itself: a question may wait for its answer longer than it looks back.</summary>
public sealed class LiveFeedTests(StatsServerFixture fixture) : IClassFixture<StatsServerFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly StatsServer _server = fixture.Server;

    [Fact]
    public async Task Read_AskedAgainLongAfterAnEmptyAnswer_HearsWhatArrivedMeanwhile()
    {
        var link = await _server.CreateLinkAsync("quiet");
        var clock = new WatchedClock(DateTimeOffset.UtcNow);
        using var feed = NewFeed(clock);
        var listener = Listener(link, clock);
        using var subscription = feed.Listen(listener);
        await feed.StartAsync(CancellationToken.None);
        await clock.WaitsAsync(Patience);

        await _server.InsertAsync("clicks", [_server.Click(link, DateTimeOffset.UtcNow, ("country", "AA"))]);
        clock.WakeLate(10 * LiveFeed.Overlap);

        Assert.Equal("AA", (await NextAsync(listener)).Country);
        await feed.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Read_AskedAgainAndAgain_HearsOfAClickOnce()
    {
        var link = await _server.CreateLinkAsync("once");
        var clock = new WatchedClock(DateTimeOffset.UtcNow);
        using var feed = NewFeed(clock);
        var listener = Listener(link, clock);
        using var subscription = feed.Listen(listener);
        await _server.InsertAsync("clicks", [_server.Click(link, DateTimeOffset.UtcNow, ("country", "AA"))]);
        await feed.StartAsync(CancellationToken.None);
        for (var asked = 0; asked < 5; asked++)
        {
            await clock.WaitsAsync(Patience);
            clock.Advance(LiveFeed.Overlap / 6);
        }

        await _server.InsertAsync("clicks", [_server.Click(link, DateTimeOffset.UtcNow, ("country", "BB"))]);
        await clock.WaitsAsync(Patience);
        clock.Advance(LiveFeed.Overlap);

        Assert.Equal("AA", (await NextAsync(listener)).Country);
        Assert.Equal("BB", (await NextAsync(listener)).Country);
        await feed.StopAsync(CancellationToken.None);
    }

    private static async Task<LiveClick> NextAsync(LiveListener listener)
    {
        using var limit = new CancellationTokenSource(Patience);
        return await listener.Clicks.ReadAsync(limit.Token);
    }

    private LiveFeed NewFeed(TimeProvider clock)
        => new(_server.Admin.Services.GetRequiredService<LiveClicks>(), clock, NullLogger<LiveFeed>.Instance);

    private LiveListener Listener(JsonNode link, WatchedClock clock)
    {
        Assert.True(LinkId.TryParse(link["id"]!.GetValue<string>(), out var id));
        return new LiveListener
        {
            AccountId = uint.Parse(_server.Admin.Credentials["accountId"]!.ToJsonString(), CultureInfo.InvariantCulture),
            Links = new HashSet<ulong> { (ulong)id.Value },
            Since = clock.GetUtcNow() - LiveFeed.Overlap,
        };
    }

    /// <summary>Tells when somebody begins to wait for it.</summary>
    private sealed class WatchedClock(DateTimeOffset now) : FakeTimeProvider(now)
    {
        private readonly SemaphoreSlim _waits = new(0);
        private TimeSpan _late;

        public async Task WaitsAsync(TimeSpan patience) => Assert.True(await _waits.WaitAsync(patience), "Nobody waits for the clock.");

        /// <summary>As on a machine that had no time for this process: its timers are due, and it is as much later already.</summary>
        public void WakeLate(TimeSpan late)
        {
            _late += late;
            Advance(late);
        }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _late;

        public override long GetTimestamp() => base.GetTimestamp() + (_late.Ticks * TimestampFrequency / TimeSpan.TicksPerSecond);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _waits.Release();
            return timer;
        }
    }
}
