using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Access;
using OneLink.Admin.Audit;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;

namespace OneLink.Admin.Tests.PlatformApps;

/// <summary>The rules behind the command line; the command itself is run beside the same database.</summary>
public sealed class PlatformAppCommandTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private AdminServer Server => fixture.Server;

    private PlatformAppChanges Changes => Server.Services.GetRequiredService<PlatformAppChanges>();

    private PlatformAppRepository Apps => Server.Services.GetRequiredService<PlatformAppRepository>();

    [Fact]
    public async Task Life_OfAnAppThroughTheCommandLine()
    {
        var tenant = await Tenant.JoinAsync(Server);

        Assert.Equal(0, await RunAsync("create", "Portal"));
        var app = (await Apps.AllAsync(CancellationToken.None)).Last();
        var id = $"{app.Id}";
        Assert.Equal(0, await RunAsync("grant", id, "account", $"{tenant.AccountId}"));
        Assert.Equal(0, await RunAsync("grant", id, "account", $"{tenant.AccountId}"));
        Assert.Equal(
            [Permissible.Account(tenant.AccountId)], await Server.Services.GetRequiredService<PermissibleRepository>().OfAppAsync(app.Id, CancellationToken.None));
        Assert.Equal(0, await RunAsync("list"));
        Assert.Equal(0, await RunAsync("show", id));
        Assert.Equal(0, await RunAsync("rotate-token", id));
        Assert.Equal(0, await RunAsync("revoke", id, "account", $"{tenant.AccountId}"));
        Assert.Equal(1, await RunAsync("revoke", id, "account", $"{tenant.AccountId}"));
        Assert.Equal(0, await RunAsync("delete", id));
        Assert.Equal(1, await RunAsync("delete", id));
        Assert.Equal(0, await RunAsync("log", id));

        Assert.Equal("Portal", app.Name);
        Assert.Equal(
            ["platform-app.created", "platform-app.granted", "platform-app.rotated", "platform-app.revoked", "platform-app.deleted"],
            (await Server.Services.GetRequiredService<InstallationLog>().OfPlatformAppsAsync(id, CancellationToken.None)).Select(entry => entry.Action));
    }

    [Theory]
    [InlineData]
    [InlineData("create")]
    [InlineData("create", " ")]
    [InlineData("grant", "1", "account")]
    [InlineData("grant", "1", "inbox", "1")]
    [InlineData("grant", "1", "account", "987654321")]
    [InlineData("grant", "987654321", "account", "1")]
    [InlineData("rotate-token", "x")]
    public async Task Run_WhatCannotBe_Fails(params string[] arguments) => Assert.Equal(1, await RunAsync(arguments));

    [Fact]
    public async Task Rotate_OldTokenIsDeadAtOnce()
    {
        var (app, token) = (await Changes.CreateAsync(InstallationActor.CommandLine, "Portal", new(), CancellationToken.None))!.Value;
        using var before = Tenant.ClientWith(Server, token);
        (await before.GetJsonAsync("/platform/api/v1/accounts")).Is(HttpStatusCode.OK, "[]");

        using var after = Tenant.ClientWith(Server, (await Changes.RotateTokenAsync(InstallationActor.CommandLine, app, CancellationToken.None))!);

        (await before.GetJsonAsync("/platform/api/v1/accounts")).Is(HttpStatusCode.Unauthorized);
        (await after.GetJsonAsync("/platform/api/v1/accounts")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Grant_AccountOfADemo_IsInItsAuditLog()
    {
        var (app, _) = (await Changes.CreateAsync(InstallationActor.CommandLine, "Auditor", new(), CancellationToken.None))!.Value;
        var account = Server.Credentials["accountId"]!.GetValue<long>();

        Assert.True(await Changes.GrantAsync(InstallationActor.CommandLine, app, Permissible.Account(account), CancellationToken.None));
        Assert.False(await Changes.GrantAsync(InstallationActor.CommandLine, app, Permissible.Account(account), CancellationToken.None));
        await Changes.DeleteAsync(InstallationActor.CommandLine, app, CancellationToken.None);

        var entries = (await Server.Client.GetJsonAsync("/audit?object=" + app.Id)).Body!["data"]!.AsArray();
        Assert.Equal(["platform-app.deleted", "platform-app.granted"], entries.Select(entry => entry!["action"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData(0, "tier=enterprise", "agents=5", "requests_per_minute=1000")]
    [InlineData(0, "tier=none", "status=suspended")]
    [InlineData(0)]
    [InlineData(1, "tier=gold")]
    [InlineData(1, "agents=many")]
    [InlineData(1, "colour=red")]
    public async Task Account_FieldsAreSetOrRefused(int expected, params string[] fields)
    {
        var tenant = await Tenant.JoinAsync(Server);

        Assert.Equal(expected, await Admin.Accounts.AccountCommand.RunAsync([$"{tenant.AccountId}", .. fields], _ => Program.Build([.. Server.Data])));

        var account = await Server.Services.GetRequiredService<Admin.Accounts.AccountRepository>().FindAsync(tenant.AccountId, CancellationToken.None);
        Assert.Equal(fields.Contains("tier=enterprise", StringComparer.Ordinal) ? ("enterprise", 1000) : (null, null), (account!.Tier, account.RateLimit));
    }

    private Task<int> RunAsync(params string[] arguments)
        => PlatformAppCommand.RunAsync(arguments, _ => Program.Build([.. Server.Data]));
}
