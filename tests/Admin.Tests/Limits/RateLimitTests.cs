using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using OneLink.Admin.Limits;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Limits;

/// <summary>The limit as clients meet it.</summary>
public sealed class RateLimitTests
{
    private const int Limit = 120;

    [Fact]
    public async Task Case94_FiftyClientsAtOnce_GetTheBudgetAndNoMore()
    {
        await using var server = await AdminServer.StartAsync(settings: [$"--ONELINK_RATE_LIMIT={Limit}"]);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var answers = new ConcurrentBag<Answer>();
        await Parallel.ForAsync(0, 50, new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (_, _) =>
        {
            for (var i = 0; i < 5; i++)
            {
                answers.Add(await server.Client.GetJsonAsync("/links"));
            }
        });

        // While they ask, the bucket fills.
        var refilled = (int)Math.Ceiling(clock.Elapsed.TotalMinutes * Limit);
        var (ok, refused) = (answers.Where(answer => answer.Status == HttpStatusCode.OK).ToList(), answers.Where(answer => answer.Status == HttpStatusCode.TooManyRequests).ToList());
        Assert.Equal(answers.Count, ok.Count + refused.Count);
        Assert.InRange(ok.Count, Limit, Limit + refilled);
        Assert.All(answers, answer =>
        {
            Assert.Equal(Limit.ToString(CultureInfo.InvariantCulture), answer.Header("X-RateLimit-Limit"));
            Assert.InRange(Number(answer, "X-RateLimit-Remaining"), 0, Limit - 1);
            Assert.InRange(Number(answer, "X-RateLimit-Reset") - DateTimeOffset.UtcNow.ToUnixTimeSeconds(), -5, 61);
        });
        Assert.All(refused, answer =>
        {
            Assert.Equal("too-many-requests", answer.Problem);
            Assert.Equal(0, Number(answer, "X-RateLimit-Remaining"));
            Assert.InRange(Number(answer, "Retry-After"), 1, 60);
            Assert.NotNull(answer.Header("X-Request-Id"));
        });
    }

    [Theory]
    [InlineData("GET", "/links", 200)]
    [InlineData("GET", "/links/nobody", 404)]
    [InlineData("GET", "/nothing/here", 404)]
    [InlineData("PUT", "/links", 405)]
    [InlineData("POST", "/links", 400)]
    public async Task AnyAnswer_ToAValidKey_CountsAndTells(string method, string path, int status)
    {
        await using var server = await AdminServer.StartAsync(settings: ["--ONELINK_RATE_LIMIT=60"]);

        var first = await server.Client.SendJsonAsync(new HttpMethod(method), path, "");
        var second = await server.Client.SendJsonAsync(new HttpMethod(method), path, "");

        Assert.Equal(status, (int)first.Status);
        Assert.Equal((59, 58), ((int)Number(first, "X-RateLimit-Remaining"), (int)Number(second, "X-RateLimit-Remaining")));
    }

    [Fact]
    public async Task Bulk_OfAThousandLinks_IsOneRequest()
    {
        await using var server = await AdminServer.StartAsync(settings: ["--ONELINK_RATE_LIMIT=60"]);
        var body = "[" + string.Join(',', Enumerable.Repeat("""{"url":"https://acme.com/"}""", 1_000)) + "]";

        Assert.Equal(59, Number(await server.Client.PostAsync("/links", body), "X-RateLimit-Remaining"));
    }

    [Fact]
    public async Task WrongSecret_IsToldNothing()
    {
        await using var server = await AdminServer.StartAsync();
        using var stranger = server.ClientWith(server.Credentials["apiKey"]!.GetValue<string>(), "ols_wrong");

        var answer = await stranger.GetJsonAsync("/links");

        Assert.Equal((HttpStatusCode.Unauthorized, null), (answer.Status, answer.Header("X-RateLimit-Limit")));
    }

    [Fact]
    public async Task Account_WithALimitOfItsOwn_HasItFromTheNextRequestOn()
    {
        await using var server = await AdminServer.StartAsync();
        Assert.Equal(6_000, Number(await server.Client.GetJsonAsync("/links"), "X-RateLimit-Limit"));

        var account = server.Credentials["accountId"]!.GetValue<long>().ToString(CultureInfo.InvariantCulture);
        Assert.Equal(0, await SetAsync("10"));
        Assert.Equal(10, Number(await server.Client.GetJsonAsync("/links"), "X-RateLimit-Limit"));
        Assert.Equal(0, await SetAsync("default"));
        Assert.Equal(6_000, Number(await server.Client.GetJsonAsync("/links"), "X-RateLimit-Limit"));

        var entries = (await server.Client.GetJsonAsync("/audit?action=rate-limit.updated")).Body!["data"]!.AsArray();
        Assert.Equal(
            ["""[{"field":"keyRateLimit","from":10}]""", """[{"field":"keyRateLimit","to":10}]"""],
            entries.Select(entry => entry!["changes"]!.ToJsonString()));

        Task<int> SetAsync(string limit) => RateLimitCommand.RunAsync([account, limit], _ => Program.Build([.. server.Data]));
    }

    private static long Number(Answer answer, string header) => long.Parse(answer.Header(header)!, CultureInfo.InvariantCulture);
}
