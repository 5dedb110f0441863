using OneLink.Client.Problems;

namespace OneLink.Client.Tests;

[Collection(AdminApiGroup.Name)]
public sealed class RateLimitTests(AdminApi admin)
{
    [Fact]
    public async Task RateLimit_AfterAnAnswer_IsWhatItTold()
    {
        using var client = await NewClientAsync();
        Assert.Null(client.RateLimit);

        await client.Links.ListAsync().AnyAsync();
        var first = client.RateLimit!;
        await client.Links.ListAsync().AnyAsync();

        Assert.Equal(6_000, first.Limit);
        Assert.InRange(first.Remaining, 1, 5_999);
        Assert.InRange(client.RateLimit!.Remaining, 1, 5_999);
        Assert.InRange(first.Reset, TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(5), TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(70));
    }

    [Fact]
    public async Task RateLimit_Refusal_ToldByTheFailure()
    {
        await using var api = await LoopbackApi.StartAsync((context, _) =>
        {
            context.Response.Headers["X-RateLimit-Limit"] = "60";
            context.Response.Headers["X-RateLimit-Remaining"] = "0";
            context.Response.Headers["X-RateLimit-Reset"] = "1800000000";
            return LoopbackApi.ProblemAsync(context, 429, "too-many-requests", "3600");
        });
        using var client = api.Client();

        var failure = await Assert.ThrowsAsync<TooManyRequestsException>(() => client.Links.GetAsync("x"));

        Assert.Equal(new RateLimit(60, 0, DateTimeOffset.FromUnixTimeSeconds(1_800_000_000)), failure.RateLimit);
        Assert.Equal(failure.RateLimit, client.RateLimit);
    }

    [Theory]
    [InlineData("sixty", "0", "1800000000")]
    [InlineData("60", "-1", "1800000000")]
    [InlineData("60", "0", "99999999999999999999")]
    public async Task RateLimit_HeadersThatAreNoNumbers_AreNotBelieved(string limit, string remaining, string reset)
    {
        await using var api = await LoopbackApi.StartAsync((context, _) =>
        {
            context.Response.Headers["X-RateLimit-Limit"] = limit;
            context.Response.Headers["X-RateLimit-Remaining"] = remaining;
            context.Response.Headers["X-RateLimit-Reset"] = reset;
            return LoopbackApi.JsonAsync(context, Samples.Link());
        });
        using var client = api.Client();

        await client.Links.GetAsync("x");

        Assert.Null(client.RateLimit);
    }

    private async Task<OneLinkClient> NewClientAsync()
    {
        var key = await admin.Client.Keys.CreateAsync(new Client.Keys.ApiKeyInput { Name = "Limited", Scopes = ["links:read"] });
        return admin.ClientWith(key.Key, key.Secret);
    }
}
