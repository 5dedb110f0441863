using System.Net;
using OneLink.Client.Links;
using OneLink.Client.Problems;

namespace OneLink.Client.Tests.Http;

public sealed class RetryTests
{
    private static readonly LinkInput Link = new() { Url = "https://acme.com/" };

    [Fact]
    public async Task Post_UnavailableTwice_IsSentAgainUnderTheSameKey()
    {
        await using var api = await LoopbackApi.StartAsync((context, before) =>
            before < 2 ? LoopbackApi.ProblemAsync(context, 503, "unavailable") : LoopbackApi.JsonAsync(context, Samples.Link()));
        var clock = new HastyClock();
        using var client = api.Client(clock);

        var link = await client.Links.CreateAsync(Link);

        Assert.Equal("summer", link.Slug);
        Assert.Equal(3, api.Calls.Count);
        Assert.NotEmpty(Assert.Single(api.Calls.Select(call => call.Headers["Idempotency-Key"]).Distinct(StringComparer.Ordinal)));
        Assert.Equal([TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200)], clock.Waits);
    }

    [Fact]
    public async Task Post_Twice_HasTwoKeys()
    {
        await using var api = await LoopbackApi.StartAsync(Samples.Link());
        using var client = api.Client();

        await client.Links.CreateAsync(Link);
        await client.Links.CreateAsync(Link);

        Assert.Equal(2, api.Calls.Select(call => call.Headers["Idempotency-Key"]).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Call_RetryAfter_IsWaitedForAndALittleLonger()
    {
        await using var api = await LoopbackApi.StartAsync((context, before) =>
            before == 0 ? LoopbackApi.ProblemAsync(context, 429, "too-many-requests", "30") : LoopbackApi.JsonAsync(context, Samples.Link()));
        var clock = new HastyClock();
        using var client = api.Client(clock);

        await client.Links.GetAsync("summer");

        Assert.Equal(TimeSpan.FromSeconds(31.5), Assert.Single(clock.Waits));
    }

    [Fact]
    public async Task Call_RetryAfterBeyondPatience_FailsAtOnceAndSaysHowLong()
    {
        await using var api = await LoopbackApi.StartAsync((context, _) => LoopbackApi.ProblemAsync(context, 429, "too-many-requests", "3600"));
        using var client = api.Client();

        var failure = await Assert.ThrowsAsync<TooManyRequestsException>(() => client.Links.GetAsync("summer"));

        Assert.Equal(TimeSpan.FromHours(1), failure.RetryAfter);
        Assert.Single(api.Calls);
    }

    [Fact]
    public async Task Call_NeverAvailable_FailsAfterItsTries()
    {
        await using var api = await LoopbackApi.StartAsync((context, _) => LoopbackApi.ProblemAsync(context, 503, "unavailable"));
        using var client = api.Client(tries: 3);

        await Assert.ThrowsAsync<UnavailableException>(() => client.Links.GetAsync("summer"));

        Assert.Equal(3, api.Calls.Count);
    }

    [Theory]
    [InlineData(500, "internal", 1)]
    [InlineData(409, "slug-taken", 1)]
    [InlineData(409, "idempotency-in-progress", 2)]
    [InlineData(502, "bad-gateway", 2)]
    [InlineData(503, "outcome-unknown", 2)]
    [InlineData(408, "timeout", 2)]
    public async Task Post_Problem_IsSentAgainWhereThatCanHelp(int status, string kind, int calls)
    {
        await using var api = await LoopbackApi.StartAsync((context, _) => LoopbackApi.ProblemAsync(context, status, kind));
        using var client = api.Client(tries: 2);

        var failure = await Assert.ThrowsAnyAsync<OneLinkException>(() => client.Links.CreateAsync(Link));

        Assert.Equal((HttpStatusCode)status, failure.Status);
        Assert.Equal(calls, api.Calls.Count);
    }

    [Fact]
    public async Task Call_BrokenConnection_IsSentAgain()
    {
        await using var api = await LoopbackApi.StartAsync((context, before) => BreakOnce(context, before));
        using var client = api.Client();

        Assert.Equal("summer", (await client.Links.CreateAsync(Link)).Slug);
        Assert.Equal(2, api.Calls.Count);
        Assert.Single(api.Calls.Select(call => call.Headers["Idempotency-Key"]).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ConditionalChange_BrokenConnection_IsNotSentAgain()
    {
        await using var api = await LoopbackApi.StartAsync((context, before) => BreakOnce(context, before));
        using var client = api.Client();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.Links.UpdateAsync("summer", new LinkPatch { Title = "T" }, ifMatch: "\"1\""));

        Assert.Single(api.Calls);
    }

    /// <summary>The second try would be refused, and the change that the first one made would look like somebody else's.</summary>
    [Theory]
    [InlineData("unavailable", 2)]
    [InlineData("outcome-unknown", 1)]
    public async Task ConditionalChange_Unavailable_IsSentAgainWhereNothingWasChanged(string kind, int calls)
    {
        await using var api = await LoopbackApi.StartAsync((context, _) => LoopbackApi.ProblemAsync(context, 503, kind));
        using var client = api.Client(tries: 2);

        await Assert.ThrowsAsync<UnavailableException>(() => client.Links.UpdateAsync("summer", new LinkPatch { Title = "T" }, ifMatch: "\"1\""));

        Assert.Equal(calls, api.Calls.Count);
    }

    [Fact]
    public async Task Call_NoAnswerInTime_IsATimeout()
    {
        var release = new TaskCompletionSource();
        await using var api = await LoopbackApi.StartAsync((_, _) => release.Task);
        using var client = api.Client(TimeProvider.System, tries: 1, timeout: TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAsync<TimeoutException>(() => client.Links.GetAsync("summer"));
        release.SetResult();
    }

    [Fact]
    public async Task Call_Cancelled_EndsWithoutAnotherTry()
    {
        using var stop = new CancellationTokenSource();
        await using var api = await LoopbackApi.StartAsync(async (context, _) =>
        {
            await stop.CancelAsync();
            context.Abort();
        });
        using var client = api.Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Links.GetAsync("summer", cancellationToken: stop.Token));

        Assert.Single(api.Calls);
    }

    private static Task BreakOnce(Microsoft.AspNetCore.Http.HttpContext context, int before)
    {
        if (before == 0)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        return LoopbackApi.JsonAsync(context, Samples.Link());
    }
}
