using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Tests.OpenApi;
using OneLink.Admin.Tests.Redis;

namespace OneLink.Admin.Tests.Hosting;

/// <summary>An admin of its own for a test: real Kestrel on a free port, its own data folder and database.</summary>
internal sealed class AdminServer : IAsyncDisposable
{
    public const string EdgeToken = "edge-token-of-the-tests";

    /// <summary>Nothing answers there: a test that says nothing of ClickHouse must not find one that happens to run here.</summary>
    private const string NoClickHouse = "--ONELINK_CLICKHOUSE=http://127.0.0.1:9";

    private readonly bool _keepsData;
    private WebApplication? _app;
    private WebApplication? _twin;

    private AdminServer(string dataFolder, int edgePort, bool keepsData)
    {
        DataFolder = dataFolder;
        Data = [$"--ONELINK_DATA={dataFolder}"];
        EdgePort = edgePort;
        _keepsData = keepsData;
    }

    public string DataFolder { get; }

    /// <summary>The settings that lead to its data: what a command beside it is given.</summary>
    public IReadOnlyList<string> Data { get; private set; }

    public int EdgePort { get; }

    public Uri BaseAddress { get; private set; } = null!;

    public JsonObject Credentials { get; private set; } = null!;

    /// <summary>With the demo account's API key.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>With the edge token.</summary>
    public HttpClient Edge { get; private set; } = null!;

    public IServiceProvider Services => _app!.Services;

    /// <param name="dataFolder">Kept afterwards; null for one of its own.</param>
    /// <param name="edgePort">Of the demo account's domain.</param>
    /// <param name="clickHouse">The setting.</param>
    /// <param name="settings">Further ones, <c>--NAME=value</c>.</param>
    /// <param name="port">Where it listens; null for a free one.</param>
    /// <param name="replace">Puts a test's own services in the place of those that reach out of this machine.</param>
    public static async Task<AdminServer> StartAsync(
        string? dataFolder = null,
        int edgePort = 8081,
        string clickHouse = NoClickHouse,
        IReadOnlyList<string>? settings = null,
        int? port = null,
        Action<IServiceCollection>? replace = null)
    {
        var folder = dataFolder ?? Path.Combine(Path.GetTempPath(), "onelink-admin-" + Guid.NewGuid().ToString("N"));
        var server = new AdminServer(folder, edgePort, keepsData: dataFolder is not null);
        await server.StartAsync(clickHouse, settings ?? [], port ?? LoopbackPorts.Next(), replace ?? (_ => { }));
        return server;
    }

    public HttpClient ClientWith(string key, string secret)
    {
        var client = new HttpClient(new DescribedCalls()) { BaseAddress = BaseAddress };
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key}:{secret}")));
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Edge.Dispose();
        if (_twin is not null)
        {
            TwinAdmins.Remove(BaseAddress.Port);
            await _twin.StopAsync();
            await _twin.DisposeAsync();
        }

        await _app!.StopAsync();
        await _app.DisposeAsync();
        if (!_keepsData)
        {
            await TestDatabase.DropAsync(DataFolder);
            Directory.Delete(DataFolder, recursive: true);
        }
    }

    private async Task StartAsync(string clickHouse, IReadOnlyList<string> settings, int port, Action<IServiceCollection> replace)
    {
        if (await TestDatabase.OfAsync(DataFolder) is { } database)
        {
            Data = [.. Data, $"--ONELINK_DATABASE={database}"];
        }
        else
        {
            await TestDatabase.MakeSqliteAsync(DataFolder);
        }

        // A test that names its database or its Redis itself counts its admins itself.
        var wantsTwin = TwinAdmins.AreWanted && !settings.Any(setting
            => setting.StartsWith("--ONELINK_DATABASE=", StringComparison.Ordinal) || setting.StartsWith("--ONELINK_REDIS=", StringComparison.Ordinal));
        if (wantsTwin)
        {
            settings = [.. await TwinAdmins.SettingsAsync(), .. settings];
            var own = replace;
            replace = services =>
            {
                services.AddSingleton(TwoAdmins.Long);
                own(services);
            };
        }

        _app = Build(clickHouse, settings, port, replace);
        await _app.StartAsync();
        if (wantsTwin)
        {
            var twin = LoopbackPorts.Next();
            _twin = Build(clickHouse, settings, twin, replace);
            await _twin.StartAsync();
            TwinAdmins.Add(port, twin);
        }

        BaseAddress = new Uri($"http://127.0.0.1:{port}");
        Credentials = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(DataFolder, "credentials.json")))!.AsObject();
        Client = ClientWith(Credentials["apiKey"]!.GetValue<string>(), Credentials["apiSecret"]!.GetValue<string>());
        Edge = new HttpClient { BaseAddress = BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
        Edge.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", EdgeToken);
    }

    private WebApplication Build(string clickHouse, IReadOnlyList<string> settings, int port, Action<IServiceCollection> replace)
        => Program.Build(
        [
            .. Data, $"--ONELINK_ADMIN_PORT={port}", $"--ONELINK_EDGE_PORT={EdgePort}",
            $"--ONELINK_EDGE_TOKEN={EdgeToken}", "--Logging:LogLevel:Default=Warning", clickHouse, .. settings,
        ],
        replace);
}
