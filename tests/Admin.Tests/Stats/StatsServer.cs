using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Links;
using OneLink.Admin.Tests.Hosting;
using OneLink.Analytics.Tests.Embedded;

namespace OneLink.Admin.Tests.Stats;

/// <summary>An admin on a free port with a ClickHouse address of its own, and the embedded engine behind it when asked for.</summary>
internal sealed class StatsServer : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(3);

    private readonly TestData _clickHouseData = new();
    private readonly TestData _adminData = new();
    private readonly int _clickHousePort = LoopbackPorts.Next();
    private HostProcess? _clickHouse;
    private IReadOnlyList<string> _settings = [];
    private string _addressBefore = "";
    private AdminServer? _admin;

    public AdminServer Admin => _admin!;

    /// <summary>Where the engine answers, with who may ask it.</summary>
    private string ClickHouseUrl => $"{_addressBefore}http://{HostProcess.User}:{Uri.EscapeDataString(HostProcess.Password)}@127.0.0.1:{_clickHousePort}";

    /// <param name="withClickHouse">Whether the engine runs from the beginning.</param>
    /// <param name="settings">Of the admin, <c>--NAME=value</c>.</param>
    /// <param name="portBefore">Of another ClickHouse, which the admin is to ask first; null for none.</param>
    public static async Task<StatsServer> StartAsync(bool withClickHouse, IReadOnlyList<string>? settings = null, int? portBefore = null)
    {
        var server = new StatsServer
        {
            _settings = settings ?? [],
            _addressBefore = portBefore is { } port ? FormattableString.Invariant($"http://{HostProcess.User}:{Uri.EscapeDataString(HostProcess.Password)}@127.0.0.1:{port},") : "",
        };
        await server.StartAdminAsync();
        if (withClickHouse)
        {
            await server.StartClickHouseAsync();
        }

        return server;
    }

    /// <summary>On the data of the one before.</summary>
    public async Task StartAdminAsync()
        => _admin = await AdminServer.StartAsync(_adminData.Path, clickHouse: $"--ONELINK_CLICKHOUSE={ClickHouseUrl}", settings: _settings);

    /// <summary>On the data of the one before, as a process of its own, to be killed.</summary>
    public Task<AdminChild> StartAdminChildAsync(params (string Name, string Value)[] settings)
        => AdminChild.StartAsync(_adminData.Path, [("ONELINK_CLICKHOUSE", ClickHouseUrl), .. settings]);

    public async Task StopAdminAsync() => await Admin.DisposeAsync();

    public async Task StartClickHouseAsync()
    {
        _clickHouse = await HostProcess.StartAsync(_clickHouseData.Path, _clickHousePort);
        await ReadyAsync();
    }

    /// <summary>Waits until the admin has found ClickHouse and its schema.</summary>
    public async Task ReadyAsync()
    {
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

    public async Task<JsonNode> GetAsync(string path)
    {
        using var response = await Admin.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    public async Task<JsonNode> CreateLinkAsync(string slug)
    {
        using var content = new StringContent($$"""{"url":"https://acme.example/","slug":"{{slug}}"}""", Encoding.UTF8, "application/json");
        using var response = await Admin.Client.PostAsync(new Uri("/links", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>A link with more than a slug.</summary>
    public async Task<JsonNode> CreateLinkAsync(object link)
    {
        using var content = new StringContent(JsonSerializer.Serialize(link), Encoding.UTF8, "application/json");
        using var response = await Admin.Client.PostAsync(new Uri("/links", UriKind.Relative), content);
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>Rows of <c>clicks</c> of the link, each with what differs from a person's tap.</summary>
    public Task InsertAsync(JsonNode link, IEnumerable<(DateTimeOffset Time, string Kind, string Country, ulong Visitor)> clicks)
        => InsertAsync("clicks", clicks.Select(click => Click(link, click.Time, ("kind", click.Kind), ("country", click.Country), ("visitor", click.Visitor))));

    /// <summary>A row of <c>clicks</c>: a person's tap, but for what is given.</summary>
    public Dictionary<string, object> Click(JsonNode link, DateTimeOffset time, params (string Column, object Value)[] columns)
    {
        Assert.True(LinkId.TryParse(link["id"]!.GetValue<string>(), out var id));
        var row = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["click_id"] = Guid.NewGuid(),
            ["account_id"] = Admin.Credentials["accountId"]!.GetValue<long>(),
            ["link_id"] = id.Value,
            ["domain_id"] = 1,
            ["ts"] = time.ToUnixTimeMilliseconds(),
            ["kind"] = "human",
            ["orphan"] = "none",
            ["trigger"] = "link",
            ["destination"] = "url",
            ["platform"] = "ios",
            ["visitor"] = 1,
        };
        foreach (var (column, value) in columns)
        {
            row[column] = value;
        }

        return row;
    }

    public async Task InsertAsync(string table, IEnumerable<Dictionary<string, object>> rows)
    {
        using var http = _clickHouse!.Http();
        using var content = new StringContent(string.Join('\n', rows.Select(row => JsonSerializer.Serialize(row))));
        using var response = await http.PostAsync("?query=" + Uri.EscapeDataString($"INSERT INTO {table} FORMAT JSONEachRow"), content);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>What ClickHouse itself answers.</summary>
    public async Task<string> QueryAsync(string sql)
    {
        using var http = _clickHouse!.Http();
        using var content = new StringContent(sql);
        using var response = await http.PostAsync("", content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return text;
    }

    /// <summary>Asks until the answer is as expected: for what follows a change by a second.</summary>
    public async Task<JsonNode> EventuallyAsync(string path, Func<JsonNode, bool> isReady)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var answer = await GetAsync(path);
            if (isReady(answer))
            {
                return answer;
            }

            Assert.True(patience.Elapsed < LongestWait, $"{path} did not come to be as expected: {answer.ToJsonString()}");
            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Admin.DisposeAsync();
        if (_clickHouse is not null)
        {
            await _clickHouse.DisposeAsync();
        }

        _clickHouseData.Dispose();
        _adminData.Dispose();
    }
}
