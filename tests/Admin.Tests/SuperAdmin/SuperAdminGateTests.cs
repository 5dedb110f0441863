using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Access;
using OneLink.Admin.Accounts;
using OneLink.Admin.Database;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.SuperAdmin;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Sessions;
using OneLink.Admin.Tests.Surfaces;

namespace OneLink.Admin.Tests.SuperAdmin;

/// <summary>Who gets into the console, and who becomes one of those.</summary>
public sealed class SuperAdminGateTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private AdminServer Server => fixture.Server;

    [Fact]
    public async Task Console_ToEverybodyElse_IsNotThere()
    {
        var operations = Operations();
        Assert.True(operations.Count > 20, $"{operations.Count} operations");
        await BrowserClient.JoinAsync(Server, "chief@acme.com", AccountRole.Administrator);
        using var administrator = await BrowserClient.SignedInAsync(Server, "chief@acme.com");
        using var nobody = new BrowserClient(Server);
        using var byToken = Tenant.ClientWith(Server, Server.Credentials["userAccessToken"]!.GetValue<string>());

        foreach (var (method, path) in operations)
        {
            var answer = await SendAsync(administrator.Http, method, path);
            Assert.True(answer is { Status: HttpStatusCode.NotFound, Problem: "not-found" }, $"{method} {path}: {answer.Status}");
            Assert.Equal($"There is nothing at {path}.", answer.Text("detail"));
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(nobody.Http, method, path)).Status);

            // The token, and the key, of somebody who runs the installation.
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(byToken, method, path)).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(Server.Client, method, path)).Status);
        }
    }

    [Fact]
    public async Task Change_NeedsTheSessionsTokenAndThePassword()
    {
        // By a link: nobody has given a password.
        using var browser = await BrowserClient.SignedInAsync(Server);
        (await browser.GetAsync("/accounts")).Is(HttpStatusCode.OK);
        var refused = await browser.PostAsync("/platform_apps", """{"name":"Portal"}""");
        Assert.Equal((HttpStatusCode.Forbidden, "password-needed"), (refused.Status, refused.Problem));

        Assert.Equal(["password"], (await browser.PostAsync("/confirm", """{"password":"Wrong-password-1"}""")).ErrorPaths());
        Assert.Equal(["password"], (await browser.PostAsync("/confirm", "{}")).ErrorPaths());
        var password = Server.Credentials["password"]!.GetValue<string>();
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/confirm", $$"""{"password":"{{password}}"}""")).Status);
        Assert.Equal(HttpStatusCode.Created, (await browser.PostAsync("/platform_apps", """{"name":"Portal"}""")).Status);

        // It lasts half an hour.
        var halfAnHourAgo = (TimeProvider.System.GetUtcNow() - SuperAdminGate.PasswordLasts).ToUnixTimeMilliseconds();
        await Server.Services.GetRequiredService<IDatabase>().WriteAsync(scope => scope.ExecuteAsync("UPDATE sessions SET password_at = @halfAnHourAgo", new { halfAnHourAgo }), CancellationToken.None);
        Assert.Equal("password-needed", (await browser.PostAsync("/platform_apps", """{"name":"Portal"}""")).Problem);

        browser.SendToken(null);
        Assert.Equal("csrf", (await browser.PostAsync("/confirm", $$"""{"password":"{{password}}"}""")).Problem);
    }

    [Fact]
    public async Task Command_MakesOneOfThem_WhoSignsInAnewAndIsLostToPlatformApps()
    {
        var ada = await BrowserClient.JoinAsync(Server, "ada@acme.com", AccountRole.Administrator);
        using var before = await BrowserClient.SignedInAsync(Server, ada.Email);
        var (app, _) = (await Server.Services.GetRequiredService<PlatformAppChanges>().CreateAsync(InstallationActor.CommandLine, "Portal", new(), CancellationToken.None))!.Value;
        var permissibles = Server.Services.GetRequiredService<PermissibleRepository>();
        await Server.Services.GetRequiredService<IDatabase>().WriteAsync(scope => PermissibleRepository.GrantAsync(scope, app.Id, Permissible.User(ada.Id), 1), CancellationToken.None);

        Assert.Equal(0, await RunAsync("ADA@acme.com"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await before.GetAsync("/accounts")).Status);
        Assert.False(await permissibles.HasAsync(app.Id, Permissible.User(ada.Id), CancellationToken.None));
        Assert.Null(await Server.Services.GetRequiredService<PlatformAppChanges>().GrantAsync(InstallationActor.CommandLine, app, Permissible.User(ada.Id), CancellationToken.None));
        using var after = await BrowserClient.SignedInAsync(Server, ada.Email);
        (await after.GetAsync("/users?role=super-admin&search=ada@")).Is(HttpStatusCode.OK);
        Assert.Equal(0, await RunAsync("list"));

        Assert.Equal(0, await RunAsync("remove", "ada@acme.com"));
        Assert.Equal(HttpStatusCode.NotFound, (await after.GetAsync("/accounts")).Status);
    }

    [Theory]
    [InlineData]
    [InlineData("nobody@acme.com")]
    [InlineData("remove", "nobody@acme.com")]
    [InlineData("ada")]
    public async Task Command_WhatCannotBe_Fails(params string[] arguments) => Assert.Equal(1, await RunAsync(arguments));

    private Task<int> RunAsync(params string[] arguments) => SuperAdminCommand.RunAsync(arguments, _ => Program.Build([.. Server.Data]));

    /// <summary>All that is mapped, so that nothing new is forgotten.</summary>
    private List<(string Method, string Path)> Operations()
        => [.. from endpoint in Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
               let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
               where path.StartsWith(ConsoleClient.Root, StringComparison.Ordinal)
               from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
               select (method, path.Replace("{kind}", "user", StringComparison.Ordinal).Replace(":long", "", StringComparison.Ordinal)
                   .Replace("{id}", "1", StringComparison.Ordinal).Replace("{ownerId}", "1", StringComparison.Ordinal)
                   .Replace("{objectId}", "1", StringComparison.Ordinal).Replace("{name}", "x", StringComparison.Ordinal))];

    private static Task<Answer> SendAsync(HttpClient client, string method, string path)
        => method is "GET" ? client.GetJsonAsync(path) : client.SendJsonAsync(new HttpMethod(method), path, "{}");
}
