using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Limits;
using OneLink.Admin.Presence;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Redis;

/// <summary>Redis as others run it.</summary>
public sealed class DeploymentTests
{
    /// <summary>It refuses a script whose keys might lie on two servers.</summary>
    [Fact]
    public async Task Cluster_HasAllThatAdminsShare()
    {
        await using var cluster = await RedisServer.StartClusterAsync();
        await UsedAsync(cluster, string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{cluster.Port},password="));
    }

    [Fact]
    public async Task Sentinel_TellsWhereThePrimaryIs()
    {
        await using var primary = await RedisServer.StartAsync();
        await using var sentinel = RedisServer.StartSentinel(primary);
        await UsedAsync(primary, string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{sentinel.Port},serviceName=onelink"));
    }

    private static async Task UsedAsync(RedisServer holder, string address)
    {
        await using var admin = await AdminServer.StartAsync(
            settings: [$"--ONELINK_REDIS={address}", "--ONELINK_REDIS_PREFIX=acme"], replace: services => services.AddSingleton(TwoAdmins.Long));
        await Until.TrueAsync(async () => (await admin.Client.GetJsonAsync("/readyz")).Text("redis") == "ready", "Redis is ready");
        var created = await admin.Client.PostOnceAsync("/links", """{"url":"https://acme.com/"}""", "once");
        Assert.Equal(HttpStatusCode.Created, created.Status);

        var limits = admin.Services.GetRequiredService<SharedBuckets>();
        Assert.Equal(0, (await limits.TakeAsync(7, "key", new RequestLimits(1, 1), CancellationToken.None))?.Remaining);
        admin.Services.GetRequiredService<PresenceTracker>().SawUser(7, 8);

        await using var redis = await holder.ConnectAsync();
        string[] expected = ["acme:feed", "acme:limit:{account 7}", "acme:limit:{account 7}:key", "acme:presence", "acme:probe"];
        await Until.TrueAsync(
            () => Task.FromResult(!expected.Except(redis.GetServers()[0].Keys(pattern: "acme:*").Select(key => key.ToString()), StringComparer.Ordinal).Any()),
            "the admin uses it");
    }
}
