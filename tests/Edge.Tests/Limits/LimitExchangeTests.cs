using System.Collections.Concurrent;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Edge.Feed;
using OneLink.Edge.Handover;
using OneLink.Edge.Limits;
using OneLink.Shared.Feed;

namespace OneLink.Edge.Tests.Limits;

/// <summary>The edge's side of what it says of links with a limit, to a server whose answers the test gives.</summary>
public sealed class LimitExchangeTests : IAsyncLifetime
{
    private const ulong Link = 7;

    private readonly TempFolder _folder = new();
    private readonly ConcurrentQueue<LimitReport> _reports = new();
    private WebApplication _admin = null!;
    private AdminAccess _access = null!;
    private ClickLimits _limits = null!;
    private LimitExchange _exchange = null!;
    private volatile Func<LimitStatement, LimitAnswer?> _answer = static _ => null;
    private volatile int _status = StatusCodes.Status200OK;

    public async Task InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _admin = builder.Build();
        _admin.Urls.Add("http://127.0.0.1:0");
        _admin.MapPost("/internal/feed/limits", AnswerAsync);
        await _admin.StartAsync();
        string address = _admin.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _access = new AdminAccess(new Uri(address), "token");
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        await _admin.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Tap_WithoutAClick_IsLentOneAndTellsWhenItIsUsed()
    {
        _answer = statement => new LimitAnswer
        {
            LinkId = Link,
            Turn = statement.Turn + 1,
            Max = 1,
            Taken = statement.Taken,
            Granted = 1,
            Rest = statement.Taken == 1 ? LimitRest.None : LimitRest.Held,
        };
        Assert.Equal(TakeOutcome.Taken, await TakeAsync(max: 1));
        await UntilAsync(() => _reports.Any(report => report.Links is [{ Taken: 1, Granted: 1 }]));
        Assert.Equal(TakeOutcome.NoneLeft, _limits.TryTake(Link, 1));
        Assert.All(_reports, report => Assert.Equal("0011223344556677", report.Instance));
    }

    [Fact]
    public async Task LinksFromTheFeed_AreAskedForTogether()
    {
        _answer = statement => new LimitAnswer { LinkId = statement.LinkId, Turn = 1, Max = 9, Granted = statement.LinkId % 2 == 0 ? 9UL : 0, Rest = LimitRest.Free };
        for (ulong link = 1; link <= 2_500; link++)
        {
            _limits.Note(link, 9);
        }

        await UntilAsync(() => _reports.Sum(report => report.Links.Count) == 2_500);
        await UntilAsync(() => _limits.Grants.Count() == 1_250);
        Assert.All(_reports, report => Assert.InRange(report.Links.Count, 1, 1_000));
        Assert.Equal(TakeOutcome.Taken, _limits.TryTake(2, 9));
    }

    [Fact]
    public async Task WhatIsAskedBack_IsLoweredAndStated()
    {
        _answer = static statement => new LimitAnswer
        {
            LinkId = Link,
            Turn = statement.Turn + 1,
            Max = 50,
            Taken = statement.Taken,
            Granted = statement.Wish == LimitWish.Now ? 50 : statement.Taken,
            Rest = LimitRest.Held,
        };
        Assert.Equal(TakeOutcome.Taken, await TakeAsync(max: 50));
        _limits.Note(Link, 50);
        await UntilAsync(() => _reports.Any(report => report.Links is [{ Taken: 1, Granted: 1, Wish: LimitWish.None }]));
        Assert.Equal(0U, _limits.Find(Link).Unused);
    }

    [Fact]
    public async Task AdminOfAnOlderBuild_EdgeCountsForItself()
    {
        _status = StatusCodes.Status404NotFound;
        Assert.Equal(TakeOutcome.Taken, await TakeAsync(max: 2));
        Assert.Equal([TakeOutcome.Taken, TakeOutcome.NoneLeft], [await TakeAsync(max: 2), await TakeAsync(max: 2)]);
    }

    [Fact]
    public async Task AdminAway_TapsAreToldSoAndTheBlockIsUsedAfterARestart()
    {
        _answer = static statement => new LimitAnswer { LinkId = Link, Turn = 1, Max = 50, Granted = 3, Rest = LimitRest.Free };
        Assert.Equal(TakeOutcome.Taken, await TakeAsync(max: 50));
        await StopAsync();
        _status = StatusCodes.Status502BadGateway;
        await StartAsync();
        Assert.Equal([TakeOutcome.Taken, TakeOutcome.Taken], [_limits.TryTake(Link, 50), _limits.TryTake(Link, 50)]);
        await UntilAsync(() => _limits.TryTake(Link, 50) == TakeOutcome.CannotAsk);

        _answer = static statement => new LimitAnswer { LinkId = Link, Turn = 2, Max = 50, Taken = statement.Taken, Granted = 10, Rest = LimitRest.Free };
        _status = StatusCodes.Status200OK;
        await UntilAsync(() => _limits.TryTake(Link, 50) == TakeOutcome.Taken);
        Assert.Equal(4U, _limits.Find(Link).Taken);
    }

    [Fact]
    public async Task LeaseThatEndedWhileTheEdgeWasDown_LeavesNothingToUse()
    {
        _answer = static statement => new LimitAnswer { LinkId = Link, Turn = 1, Max = 50, Granted = 3, Rest = LimitRest.Free };
        Assert.Equal(TakeOutcome.Taken, await TakeAsync(max: 50));
        await UntilAsync(() => File.Exists(_folder["limits/lease"]));
        await StopAsync();
        await File.WriteAllTextAsync(_folder["limits/lease"], "1000000000000 86400");
        _status = StatusCodes.Status502BadGateway;
        await StartAsync();
        Assert.Equal((1U, 1U), (_limits.Find(Link).Taken, _limits.Find(Link).Granted));
    }

    private async Task StartAsync()
    {
        Directory.CreateDirectory(_folder["limits"]);
        _limits = new ClickLimits(_folder["limits"], NullLogger<ClickLimits>.Instance);
        _exchange = new LimitExchange(
            _access,
            new EdgeInstance("0011223344556677", "edge"),
            _limits,
            new LeaseTerm(_folder["limits/lease"], TimeProvider.System),
            Succession.First(_folder[""]),
            TimeProvider.System,
            NullLogger<LimitExchange>.Instance);
        await _exchange.StartAsync(CancellationToken.None);
    }

    private async Task StopAsync()
    {
        await _exchange.StopAsync(CancellationToken.None);
        _exchange.Dispose();
        _limits.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var report = LimitReport.Parser.ParseFrom(body.ToArray());
        context.Response.StatusCode = _status;
        if (_status == StatusCodes.Status200OK)
        {
            var answers = new LimitAnswers { LeaseSeconds = 86_400 };
            answers.Links.AddRange(report.Links.Select(_answer).OfType<LimitAnswer>());
            await context.Response.Body.WriteAsync(answers.ToByteArray());
        }

        _reports.Enqueue(report);
    }

    /// <summary>As a request does that waits for a click.</summary>
    private async Task<TakeOutcome> TakeAsync(ulong max)
    {
        while (true)
        {
            Task answered = _limits.Answered;
            TakeOutcome outcome = _limits.TryTake(Link, max);
            if (outcome != TakeOutcome.Asking)
            {
                return outcome;
            }

            await answered.WaitAsync(TimeSpan.FromMinutes(1));
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), "it does not come");
            await Task.Delay(5);
        }
    }
}
