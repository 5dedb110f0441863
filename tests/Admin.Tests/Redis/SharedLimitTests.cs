using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Limits;
using OneLink.Admin.Sessions;
using OneLink.Admin.Tests.Hosting;
using StackExchange.Redis;

namespace OneLink.Admin.Tests.Redis;

/// <summary>Limits that two admins count together.</summary>
[Collection(TwoAdminsCollection.Name)]
public sealed class SharedLimitTests(TwoAdminsFixture fixture)
{
    private static long _accounts = 1_000_000;

    private readonly TwoAdmins _admins = fixture.Admins;

    private IRateLimiter One => _admins.One.Services.GetRequiredService<IRateLimiter>();

    private IRateLimiter Two => _admins.Two.Services.GetRequiredService<IRateLimiter>();

    [Fact]
    public async Task Take_TwoHundredAtOnceOfTwoAdmins_AdmitsTheLimitAndNoMore()
    {
        const int Limit = 120;
        var (account, clock) = (NewAccount(), Stopwatch.StartNew());
        var decisions = await Task.WhenAll(Enumerable.Range(0, 200).Select(
            i => Task.Run(() => (i % 2 == 0 ? One : Two).TakeAsync(account, "key", new RequestLimits(Limit, 10 * Limit), CancellationToken.None).AsTask())));

        // While they ask, the bucket fills.
        var refilled = (int)Math.Ceiling(clock.Elapsed.TotalMinutes * Limit);
        var admitted = decisions.Where(decision => decision.IsAdmitted).ToList();
        Assert.InRange(admitted.Count, Limit, Limit + refilled);
        Assert.All(decisions, decision => Assert.Equal(Limit, decision.Limit));

        // Each place is given once, but for those that came together meanwhile.
        Assert.InRange(admitted.Select(decision => decision.Remaining).Distinct().Count(), Limit - refilled, Limit);
        Assert.Equal(Limit - 1, admitted.Max(decision => decision.Remaining));
        Assert.All(decisions.Except(admitted), decision => Assert.InRange(decision.RetryAfter.TotalSeconds, 0, 60.0 / Limit));
    }

    /// <summary>A key and its account, limits that are raised and lowered: as the process counts by itself.</summary>
    [Fact]
    public async Task Take_AnyOrder_AnswersAsTheProcessWould()
    {
        (string Key, RequestLimits Limits)[] requests =
        [
            .. Enumerable.Repeat(("a", new RequestLimits(2, 3)), 3), .. Enumerable.Repeat(("b", new RequestLimits(2, 3)), 2), ("a", new RequestLimits(4, 9)),
            .. Enumerable.Repeat(("b", new RequestLimits(1, 9)), 2), ("c", new RequestLimits(5, 6)), ("c", new RequestLimits(5, 6)), ("b", new RequestLimits(3, 3)),
        ];

        await Until.TrueAsync(
            async () =>
            {
                // On a machine that stands still meanwhile, tokens come together in one bucket and not in the other.
                var (clock, account, process) = (Stopwatch.StartNew(), NewAccount(), new ProcessRateLimiter(TimeProvider.System));
                var pairs = new List<(RateDecision Shared, RateDecision Own)>();
                foreach (var (key, limits) in requests)
                {
                    var shared = await (pairs.Count % 2 == 0 ? One : Two).TakeAsync(account, key, limits, CancellationToken.None);
                    pairs.Add((shared, await process.TakeAsync(account, key, limits, CancellationToken.None)));
                }

                if (clock.Elapsed > TimeSpan.FromSeconds(5))
                {
                    return false;
                }

                Assert.Equal(pairs.Select(pair => Told(pair.Own)), pairs.Select(pair => Told(pair.Shared)));
                Assert.All(pairs, pair => Assert.Equal(pair.Own.ResetAfter.TotalSeconds, pair.Shared.ResetAfter.TotalSeconds, tolerance: 6));
                Assert.All(pairs, pair => Assert.Equal(pair.Own.RetryAfter.TotalSeconds, pair.Shared.RetryAfter.TotalSeconds, tolerance: 6));
                return true;
            },
            "both were asked within seconds");

        static (bool, int, int) Told(RateDecision decision) => (decision.IsAdmitted, decision.Limit, decision.Remaining);
    }

    [Fact]
    public async Task Bucket_ExpiresWhenItIsFullAgain()
    {
        var account = NewAccount();
        await One.TakeAsync(account, "key", new RequestLimits(60, 600), CancellationToken.None);
        await One.TakeAsync(account, "key", new RequestLimits(60, 600), CancellationToken.None);

        await using var redis = await _admins.Redis.ConnectAsync();
        var database = redis.GetDatabase();
        var key = string.Create(CultureInfo.InvariantCulture, $"onelink:limit:{{account {account}}}:key");
        Assert.InRange((await database.KeyTimeToLiveAsync(key)) ?? TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(2.1));
        await Until.TrueAsync(async () => !await database.KeyExistsAsync(key), "it expires");
        Assert.Equal(59, (await Two.TakeAsync(account, "key", new RequestLimits(60, 600), CancellationToken.None)).Remaining);
    }

    [Fact]
    public async Task Headers_OfOneAdmin_CountTheRequestsOfTheOther()
    {
        var remaining = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            foreach (var admin in new[] { _admins.One, _admins.Two })
            {
                var answer = await admin.Client.GetJsonAsync("/links?limit=1");
                Assert.Equal((HttpStatusCode.OK, "6000"), (answer.Status, answer.Header("X-RateLimit-Limit")));
                remaining.Add(long.Parse(answer.Header("X-RateLimit-Remaining")!, CultureInfo.InvariantCulture));
            }
        }

        // One comes together in 10 ms. Had each counted for itself, the second's first would be 5,999 like the first's.
        Assert.All(remaining, left => Assert.InRange(left, 5_990, 5_999));
        Assert.Equal("ready", (await _admins.One.Client.GetJsonAsync("/readyz")).Text("redis"));
        await using var redis = await _admins.Redis.ConnectAsync();
        var account = _admins.One.Credentials["accountId"]!.GetValue<long>().ToString(CultureInfo.InvariantCulture);
        Assert.True(await redis.GetDatabase().StringSetAsync("onelink:limit:{account " + account + "}", "60000 60000 9000000000000000", when: When.Always));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await _admins.Two.Client.GetJsonAsync("/links?limit=1")).Status);
        await redis.GetDatabase().KeyDeleteAsync("onelink:limit:{account " + account + "}");
        Assert.Equal(HttpStatusCode.OK, (await _admins.Two.Client.GetJsonAsync("/links?limit=1")).Status);
    }

    /// <summary>Visitors of the Client API are counted together as well.</summary>
    [Fact]
    public async Task Visitors_OfTwoAdmins_ShareTheirLimit()
    {
        byte[] address = [192, 0, 2, 7];
        var (one, two) = (_admins.One.Services.GetRequiredService<VisitorLimits>(), _admins.Two.Services.GetRequiredService<VisitorLimits>());
        Assert.True((await one.TakeAddressAsync(address, CancellationToken.None)).IsAdmitted);
        Assert.False((await two.TakeAddressAsync(address, CancellationToken.None)).IsAdmitted);
        Assert.True((await two.TakeAddressAsync([192, 0, 2, 8], CancellationToken.None)).IsAdmitted);
    }

    /// <summary>Whoever guesses passwords has no more tries where there are more admins; who knows his loses none.</summary>
    [Fact]
    public async Task SignIn_FailuresAtTwoAdmins_AreCountedTogether()
    {
        SignInLimits[] limits = [.. new[] { _admins.One, _admins.Two }.Select(admin => admin.Services.GetRequiredService<SignInLimits>())];
        for (var i = 0; i < SignInLimits.PersonTries; i++)
        {
            Assert.True((await limits[i % 2].TakeAsync("guessed@example.com", $"network {i}", CancellationToken.None)).IsAdmitted);
        }

        foreach (var each in limits)
        {
            Assert.False((await each.TakeAsync("guessed@example.com", "elsewhere", CancellationToken.None)).IsAdmitted);
        }

        for (var i = 0; i < 3 * SignInLimits.PersonTries; i++)
        {
            Assert.True((await limits[i % 2].TakeAsync("known@example.com", "office", CancellationToken.None)).IsAdmitted);
            await limits[(i + 1) % 2].GiveBackAsync("known@example.com", "office", CancellationToken.None);
        }

        await using var redis = await _admins.Redis.ConnectAsync();
        Assert.DoesNotContain(redis.GetServers()[0].Keys(), key => key.ToString().Contains("example.com", StringComparison.Ordinal));
    }

    private static long NewAccount() => Interlocked.Increment(ref _accounts);
}
