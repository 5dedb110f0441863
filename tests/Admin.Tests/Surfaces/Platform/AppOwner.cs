using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Database;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Contract;

namespace OneLink.Admin.Tests.Surfaces.Platform;

/// <summary>A platform app for a test, with a client that sends its token.</summary>
internal sealed class AppOwner
{
    private const string Root = "/platform/api/v1";

    private readonly AdminServer _server;

    private AppOwner(AdminServer server, long id, HttpClient client)
    {
        _server = server;
        Id = id;
        Client = client;
    }

    public long Id { get; }

    public HttpClient Client { get; }

    public static async Task<AppOwner> RegisterAsync(AdminServer server, string name = "Portal")
    {
        TenantCount.Add();
        var tokens = server.Services.GetRequiredService<AccessTokenRepository>();
        var (id, token) = await server.Services.GetRequiredService<IDatabase>().WriteAsync(
            async scope =>
            {
                var app = await PlatformAppRepository.InsertAsync(scope, name, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
                return (app.Id, await tokens.ReplaceAsync(scope, TokenOwner.PlatformApp(app.Id)));
            },
            CancellationToken.None);
        return new AppOwner(server, id, Tenant.ClientWith(server, token));
    }

    public Task<Answer> GetAsync(string path) => Client.GetJsonAsync(Root + path);

    public Task<Answer> SendAsync(string method, string path, string json = "") => Client.SendJsonAsync(new HttpMethod(method), Root + path, json);

    public Task<Answer> PostAsync(string path, string json = "") => SendAsync("POST", path, json);

    public Task<Answer> PatchAsync(string path, string json) => SendAsync("PATCH", path, json);

    public Task<Answer> DeleteAsync(string path, string json = "") => SendAsync("DELETE", path, json);

    public Task GrantAsync(Permissible permissible) => _server.Services.GetRequiredService<IDatabase>().WriteAsync(
        scope => PermissibleRepository.GrantAsync(scope, Id, permissible, at: 0), CancellationToken.None);

    /// <summary>A new account of the app.</summary>
    public async Task<long> AccountAsync(string json = """{"name":"Acme"}""") => IdOf(await PostAsync("/accounts", json));

    /// <summary>A new person of the app.</summary>
    public async Task<JsonNode> UserAsync(string name = "Ada")
        => (await PostAsync("/users", NewUser(name))).Is(HttpStatusCode.OK).Body!;

    public static string NewUser(string name = "Ada", string? email = null, string password = "Secret-12")
        => new JsonObject { ["name"] = name, ["email"] = email ?? $"{Guid.NewGuid():N}@app.example", ["password"] = password }.ToJsonString();

    private static long IdOf(Answer answer) => answer.Is(HttpStatusCode.OK).Body!["id"]!.GetValue<long>();
}
