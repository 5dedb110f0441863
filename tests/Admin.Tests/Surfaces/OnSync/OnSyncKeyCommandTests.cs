using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Accounts;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces.OnSync;

/// <summary>The command line beside a running admin, which follows with the next request.</summary>
public sealed class OnSyncKeyCommandTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private AdminServer Server => fixture.Server;

    [Fact]
    public async Task Life_OfAKeyThroughTheCommandLine()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var account = $"{tenant.AccountId}";
        Assert.Equal(0, await RunAsync("create", account, "All"));
        Assert.Equal(0, await RunAsync("create", account, "Reader", OnSyncScope.ReadContacts));
        var keys = await KeysAsync(tenant);
        Assert.Equal(["All", "Reader"], keys.Select(key => key.Name));
        Assert.Equal(OnSyncScope.All, keys[0].ScopeNames);
        Assert.Equal(0, await RunAsync("list", account));

        Assert.Equal(0, await RunAsync("scopes", account, $"{keys[1].Id}", OnSyncScope.ReadMessages, OnSyncScope.ReadWebhooks));
        Assert.Equal(0, await RunAsync("rotate", account, $"{keys[0].Id}"));
        var changed = await KeysAsync(tenant);
        Assert.Equal($"{OnSyncScope.ReadMessages} {OnSyncScope.ReadWebhooks}", changed[1].Scopes);
        Assert.NotEqual(keys[0].KeyHash, changed[0].KeyHash);
        Assert.Equal(0, await RunAsync("revoke", account, $"{keys[1].Id}"));
        Assert.Equal(1, await RunAsync("revoke", account, $"{keys[1].Id}"));
        Assert.Single(await KeysAsync(tenant));
    }

    [Theory]
    [InlineData]
    [InlineData("create")]
    [InlineData("create", "1")]
    [InlineData("create", "1", " ")]
    [InlineData("create", "1", "Name", "links:read")]
    [InlineData("create", "987654321", "Name")]
    [InlineData("scopes", "1", "1")]
    [InlineData("rotate", "1", "987654321")]
    [InlineData("list", "x")]
    public async Task Run_WhatCannotBe_Fails(params string[] arguments) => Assert.Equal(1, await RunAsync(arguments));

    [Fact]
    public async Task Account_GivenARegionAndALimit_HasThemWithTheNextRequest()
    {
        var tenant = await Tenant.JoinAsync(Server);
        using var client = await tenant.OnSyncAsync(Server);
        (await client.PostAsync("/v1/contacts", """{"phone":"0500000000"}""")).Refuses(HttpStatusCode.BadRequest, "validation_error");
        Task<int> AccountAsync(params string[] fields) => AccountCommand.RunAsync([$"{tenant.AccountId}", .. fields], BuildBeside);
        Assert.Equal(0, await AccountAsync("region=ae", "onsync_requests_per_hour=2000"));
        var made = (await client.PostAsync("/v1/contacts", """{"phone":"0500000000"}""")).Is(HttpStatusCode.Created);
        Assert.Equal("+971500000000 2000", $"{made.Text("phone")} {made.Header("X-RateLimit-Limit")}");
        Assert.Equal("AE", (await client.GetJsonAsync("/v1/me")).Text("region"));
        Assert.Equal(1, await AccountAsync("region=XX"));
        Assert.Equal(1, await AccountAsync("onsync_requests_per_hour=0"));
        Assert.Equal(0, await AccountAsync("region=none", "onsync_requests_per_hour=none"));
        Assert.Equal("1000", (await client.PostAsync("/v1/contacts", """{"phone":"0500000000"}""")).Refuses(HttpStatusCode.BadRequest, "validation_error").Header("X-RateLimit-Limit"));
    }

    [Fact]
    public async Task HourlyLimit_OfTheInstallation_IsWhatItsSettingSays()
    {
        await using var server = await AdminServer.StartAsync(settings: ["--ONELINK_ONSYNC_HOURLY_LIMIT=2"]);
        using var client = OnSyncStories.Bearer(server, server.Credentials["onsyncKey"]!.GetValue<string>());
        (await client.GetJsonAsync("/v1/me")).Is(HttpStatusCode.OK);
        (await client.GetJsonAsync("/v1/nothing")).Is(HttpStatusCode.NotFound);
        var refused = (await client.GetJsonAsync("/v1/me")).Refuses(HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1_700, 1_800);
    }

    private Task<List<IntegrationKey>> KeysAsync(Tenant tenant)
        => Server.Services.GetRequiredService<IntegrationKeyRepository>().OfAccountAsync(tenant.AccountId, IntegrationSurface.OnSync, CancellationToken.None);

    private Task<int> RunAsync(params string[] arguments) => OnSyncKeyCommand.RunAsync(arguments, BuildBeside);

    private Microsoft.AspNetCore.Builder.WebApplication BuildBeside(string[] settings)
        => Program.Build([.. Server.Data, "--Logging:LogLevel:Default=Warning", .. settings]);
}
