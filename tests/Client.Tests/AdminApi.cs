using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace OneLink.Client.Tests;

/// <summary>An admin for all tests that ask the server itself: its own port and data folder, and no ClickHouse.</summary>
public sealed class AdminApi : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "onelink-client-" + Guid.NewGuid().ToString("N"));
    private WebApplication _app = null!;

    /// <summary>With the demo account's key, which may do everything.</summary>
    public OneLinkClient Client { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>E-mail address and password of the demo account's person.</summary>
    public (string Email, string Password) Person { get; private set; }

    public OneLinkClient ClientWith(string? key, string? secret)
        => new(new OneLinkClientOptions { Address = Address, ApiKey = key, ApiSecret = secret });

    public async Task InitializeAsync()
    {
        Address = new Uri($"http://127.0.0.1:{LoopbackPorts.Next()}");
        _app = Admin.Program.Build(
        [
            $"--ONELINK_DATA={_folder}", $"--ONELINK_ADMIN_PORT={Address.Port}", "--ONELINK_EDGE_PORT=8081", "--ONELINK_EDGE_TOKEN=edge-token-of-the-tests",
            "--Logging:LogLevel:Default=Warning", "--ONELINK_CLICKHOUSE=http://127.0.0.1:9",
        ]);
        await _app.StartAsync();
        var credentials = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "credentials.json")))!;
        Person = (credentials["email"]!.GetValue<string>(), credentials["password"]!.GetValue<string>());
        Client = ClientWith(credentials["apiKey"]!.GetValue<string>(), credentials["apiSecret"]!.GetValue<string>());
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
