using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using OneLink.Analytics.Tests.Embedded;

namespace OneLink.Admin.Tests.Stats;

/// <summary>An admin on a free port with a ClickHouse address of its own, and the embedded engine behind it when asked for.</summary>
internal sealed class StatsServer : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly TestData _data = new();
    private readonly TestData _clickHouseData = new();
    private readonly int _clickHousePort = HostProcess.FreePort();
    private HostProcess? _clickHouse;
    private WebApplication? _app;

    /// <summary>With the demo account's API key.</summary>
    public HttpClient Client { get; private set; } = null!;

    public static async Task<StatsServer> StartAsync(bool withClickHouse)
    {
        var server = new StatsServer();
        await server.StartAdminAsync();
        if (withClickHouse)
        {
            await server.StartClickHouseAsync();
        }

        return server;
    }

    public async Task StartClickHouseAsync()
    {
        _clickHouse = await HostProcess.StartAsync(_clickHouseData.Path, _clickHousePort);
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while ((await GetAsync("/readyz"))["analytics"]!.GetValue<string>() != "ready")
        {
            Assert.True(patience.Elapsed < LongestWait, "The schema was not applied in time.");
            await Task.Delay(50);
        }
    }

    public async Task StopClickHouseAsync()
    {
        await _clickHouse!.DisposeAsync();
        _clickHouse = null;
    }

    public HttpClient ClientWith(string key, string secret)
    {
        var client = new HttpClient { BaseAddress = new Uri(_app!.Urls.First()) };
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key}:{secret}")));
        return client;
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    public async Task<JsonNode> CreateLinkAsync(string slug)
    {
        using var content = new StringContent($$"""{"url":"https://acme.example/","slug":"{{slug}}"}""", Encoding.UTF8, "application/json");
        using var response = await Client.PostAsync(new Uri("/links", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>Rows of <c>clicks</c> of the link, each with what differs from a person's tap.</summary>
    public async Task InsertAsync(JsonNode link, IEnumerable<(DateTimeOffset Time, string Kind, string Country, ulong Visitor)> clicks)
    {
        Assert.True(OneLink.Admin.Links.LinkId.TryParse(link["id"]!.GetValue<string>(), out var id));
        var account = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_data.Path, "credentials.json")))!["accountId"]!.GetValue<long>();
        var lines = clicks.Select(click => JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["click_id"] = Guid.NewGuid(),
            ["account_id"] = account,
            ["link_id"] = id.Value,
            ["ts"] = click.Time.ToUnixTimeMilliseconds(),
            ["kind"] = click.Kind,
            ["orphan"] = "none",
            ["trigger"] = "link",
            ["destination"] = "url",
            ["platform"] = "ios",
            ["country"] = click.Country,
            ["visitor"] = click.Visitor,
        }));
        using var http = _clickHouse!.Http();
        using var content = new StringContent(string.Join('\n', lines));
        using var response = await http.PostAsync("?query=" + Uri.EscapeDataString("INSERT INTO clicks FORMAT JSONEachRow"), content);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        if (_clickHouse is not null)
        {
            await _clickHouse.DisposeAsync();
        }

        _data.Dispose();
        _clickHouseData.Dispose();
    }

    private async Task StartAdminAsync()
    {
        var port = HostProcess.FreePort();
        var password = Uri.EscapeDataString(HostProcess.Password);
        _app = Program.Build(
        [
            $"--ONELINK_DATA={_data.Path}",
            $"--ONELINK_ADMIN_PORT={port}",
            $"--ONELINK_CLICKHOUSE=http://{HostProcess.User}:{password}@127.0.0.1:{_clickHousePort}",
            "--Logging:LogLevel:Default=Warning",
        ]);
        await _app.StartAsync();
        var credentials = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_data.Path, "credentials.json")))!;
        Client = ClientWith(credentials["apiKey"]!.GetValue<string>(), credentials["apiSecret"]!.GetValue<string>());
    }
}
