using System.Net;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Redis;

/// <summary>Redis that goes away and comes back, and answers as late as it pleases.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task Redis_KilledAndPausedUnderLoad_CallsGoOn_AndHealByThemselves()
    {
        await using var admins = await TwoAdmins.StartAsync(isPatient: false, "--ONELINK_RATE_LIMIT=100000000");
        using var ending = new CancellationTokenSource();
        var load = new[] { admins.One, admins.Two }.Select(admin => Task.Run(() => AskAsync(admin, ending.Token))).ToList();

        await admins.RedisIsSaidToBeAsync(state => state == "ready", "Redis answers");
        admins.Redis.Kill();
        await admins.RedisIsSaidToBeAsync(state => state != "ready", "it is noticed that Redis was killed");
        await MetricAsync(admins.One, "onelink_redis_up 0");

        // Without turns among admins the database keeps one.
        await SharedTurnTests.DoneOnceAsync(admins, Guid.NewGuid().ToString());
        await admins.Redis.StartAgainAsync();
        await admins.RedisIsSaidToBeAsync(state => state == "ready", "Redis answers again");
        await MetricAsync(admins.One, "onelink_redis_up 1");

        await admins.Redis.PauseAsync();
        await admins.RedisIsSaidToBeAsync(state => state.Contains("longer than 50 ms", StringComparison.Ordinal), "it is noticed that Redis was paused");
        await admins.Redis.ResumeAsync();
        await admins.RedisIsSaidToBeAsync(state => state == "ready", "Redis answers in time again");

        await ending.CancelAsync();
        foreach (var (answered, failed) in await Task.WhenAll(load))
        {
            Assert.Empty(failed);
            Assert.True(answered > 0);
        }
    }

    [Fact]
    public async Task Redis_AwayAtTheStart_IsNoError_AndIsFoundWhenItComes()
    {
        await using var redis = await RedisServer.StartAsync();
        redis.Kill();
        await using var admin = await AdminServer.StartAsync(settings: [$"--ONELINK_REDIS={redis.Address}"]);
        var answer = await admin.Client.GetJsonAsync("/links");
        Assert.Equal((HttpStatusCode.OK, "5999"), (answer.Status, answer.Header("X-RateLimit-Remaining")));
        var health = await admin.Client.GetJsonAsync("/readyz");
        Assert.Equal((HttpStatusCode.OK, "ready"), (health.Status, health.Text("status")));
        Assert.NotEqual("ready", health.Text("redis"));

        await redis.StartAgainAsync();
        await Until.TrueAsync(async () => (await admin.Client.GetJsonAsync("/readyz")).Text("redis") == "ready", "Redis is found");
    }

    /// <summary>A server that reads and does not write is of no use.</summary>
    [Fact]
    public async Task Redis_WithoutMemory_CountsAsAway()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var connection = await redis.ConnectAsync();
        await connection.GetDatabase().ExecuteAsync("CONFIG", "SET", "maxmemory", "1");
        await using var admin = await AdminServer.StartAsync(settings: [$"--ONELINK_REDIS={redis.Address}"]);
        Assert.Equal(HttpStatusCode.OK, (await admin.Client.GetJsonAsync("/links")).Status);
        Assert.Contains("OOM", (await admin.Client.GetJsonAsync("/readyz")).Text("redis"), StringComparison.Ordinal);
    }

    private static async Task<(int Answered, List<string> Failed)> AskAsync(AdminServer admin, CancellationToken ending)
    {
        var (answered, failed) = (0, new List<string>());
        while (!ending.IsCancellationRequested)
        {
            var answer = await admin.Client.GetJsonAsync("/links?limit=1");
            if (answer.Status == HttpStatusCode.OK && answer.Header("X-RateLimit-Remaining") is not null)
            {
                answered++;
            }
            else
            {
                failed.Add($"{answer.Status}: {answer.Body?.ToJsonString()}");
            }
        }

        return (answered, failed);
    }

    private static Task MetricAsync(AdminServer admin, string line) => Until.TrueAsync(
        async () => (await admin.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Contains(line, StringComparison.Ordinal), line);
}
