using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Database;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Redis;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Webhooks;

namespace OneLink.Admin.Tests.Leases;

/// <summary>
/// Two admin processes that start at the same moment on an empty PostgreSQL, behind a proxy, with a Redis: while contacts are
/// written and a file of links is imported, one is killed, the other stands still for longer than its leases, and the
/// database's connections are cut. Afterwards each row is there once and each webhook was told. (Links one by one, and what
/// becomes of them on edges and in ClickHouse, are counted by <c>tests/EndToEnd/Cluster</c>.)
/// </summary>
public sealed class SeveralAdminsTests : IAsyncLifetime
{
    private const int Writers = 3;
    private const int Rows = 3_000;
    private const int LeaseSeconds = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("onelink-admins-").FullName;
    private readonly ConcurrentDictionary<string, bool> _contacts = new(StringComparer.Ordinal);
    private readonly AdminsBehindProxy _proxy = new();
    private WebhookReceiver _receiver = null!;
    private RedisServer _redis = null!;
    private string _database = "";
    private NpgsqlDataSource _reader = null!;

    public async Task InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _redis = await RedisServer.StartAsync();
        _database = await TestDatabase.EmptyPostgresAsync();
        _reader = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(PostgresAddress.Read("test", _database).ConnectionString) { Pooling = false });
    }

    public async Task DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _proxy.DisposeAsync();
        await _receiver.DisposeAsync();
        await _redis.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task TwoAdmins_KilledPausedAndCutOff_DoEverythingOnce()
    {
        var both = await Task.WhenAll(StartAsync("one"), StartAsync("two"));
        var (one, two) = (both[0], both[1]);
        using var cleanup = new Ending(both);
        _proxy.LeadTo(one.BaseAddress, two.BaseAddress);
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM accounts"));
        var credentials = JsonNode.Parse(await File.ReadAllTextAsync(Directory.GetFiles(_folder, "credentials.json", SearchOption.AllDirectories).Single()))!;
        using var api = Client("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials["apiKey"]}:{credentials["apiSecret"]}")));
        using var program = Client("Bearer", credentials.Text("onsyncKey"));
        (await program.PostAsync("/v1/webhooks", $$"""{"url":"{{_receiver.Address}}","events":["contact.created"]}""")).Is(HttpStatusCode.Created);
        var job = await ImportAsync(api);

        using var writing = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(writer => WriteAsync(program, writer, writing.Token)).ToList();
        await WrittenAsync(12, writers);
        one.Kill();
        await WrittenAsync(12, writers);
        using var again = await StartAsync("one");
        _proxy.LeadTo(again.BaseAddress, two.BaseAddress);
        await two.PauseAsync();
        await Until.TrueAsync(
            async () => await CountAsync("SELECT COUNT(DISTINCT holder) FROM leases WHERE expires_at > unix_milliseconds() AND name NOT LIKE 'node-%'") == 1
                && await CountAsync("SELECT COUNT(*) FROM leases WHERE expires_at <= unix_milliseconds() AND name NOT LIKE 'node-%'") == 0,
            "the one that does not stand still does all");
        await WrittenAsync(3, writers);
        await two.ResumeAsync();
        await PostgresCluster.CutAsync(new NpgsqlConnectionStringBuilder(PostgresAddress.Read("test", _database).ConnectionString).Database!);
        await WrittenAsync(12, writers);
        await writing.CancelAsync();
        await Task.WhenAll(writers);

        await OnceAsync(api, job);
    }

    /// <summary>Counts at the end what is there.</summary>
    private async Task OnceAsync(HttpClient api, string job)
    {
        await Until.TrueAsync(async () => await JobStateAsync(api, job) == "completed", "the import is complete");
        var imported = (await RetryAsync(() => api.GetJsonAsync("/jobs/" + job))).Body!;
        Assert.Equal(Rows, imported["counts"]!["created"]!.GetValue<int>());
        Assert.Equal(Rows, await CountAsync("SELECT COUNT(*) FROM links WHERE slug LIKE 'imported-%'"));
        var result = await RetryAsync(() => api.GetStringAsync(new Uri($"/jobs/{job}/result", UriKind.Relative)));
        Assert.Equal(Enumerable.Range(1, Rows), result.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => int.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture)));

        // What was under way when a process died is told again when its lease is over, which is not waited for.
        await ExecuteAsync("UPDATE webhook_deliveries SET next_attempt_at = 1 WHERE next_attempt_at IS NOT NULL");
        await Until.TrueAsync(() => Task.FromResult(_contacts.Keys.ToHashSet(StringComparer.Ordinal).IsSubsetOf(_receiver.All.Select(Contact))), "everybody is told of");
        await Until.TrueAsync(async () => await CountAsync("SELECT COUNT(*) FROM webhook_deliveries WHERE next_attempt_at IS NOT NULL") == 0, "nothing is on its way");
        Assert.All(_receiver.All.GroupBy(Contact, StringComparer.Ordinal), ofContact => Assert.Single(ofContact.Select(Delivery).Distinct(StringComparer.Ordinal)));
        Assert.All(_receiver.All.GroupBy(Delivery, StringComparer.Ordinal), ofDelivery => Assert.Single(ofDelivery.Select(Contact).Distinct(StringComparer.Ordinal)));

        // Heard more often than once only where an attempt was begun and its outcome could not be written down.
        Assert.Equal(
            _receiver.All.Select(Delivery).Distinct(StringComparer.Ordinal).Count(), await CountAsync("SELECT COUNT(*) FROM webhook_deliveries WHERE state = 'delivered'"));
        var attempts = (await TextsAsync("SELECT delivery_id || ' ' || attempt_count FROM webhook_deliveries")).ToDictionary(line => line.Split(' ')[0], line => int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);
        Assert.All(_receiver.All.GroupBy(Delivery, StringComparer.Ordinal), heard => Assert.InRange(heard.Count(), 1, attempts[heard.Key]));
    }

    private static string Contact(WebhookReceiver.Received received) => received.Json["data"]!.Text("id");

    private static string Delivery(WebhookReceiver.Received received) => received.Headers["X-OnSync-Delivery"];

    private Task<AdminChild> StartAsync(string name) => AdminChild.StartAsync(
        Path.Combine(_folder, name),
        ("ONELINK_DATABASE", _database),
        ("ONELINK_REDIS", _redis.Address),
        ("ONELINK_LEASE_SECONDS", LeaseSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("ONELINK_TOKEN_KEY", new string('a', 64)),
        ("ONELINK_EDGE_TOKEN", AdminServer.EdgeToken),
        ("ONELINK_WEBHOOK_ALLOW", "127.0.0.1"),
        ("ONELINK_RATE_LIMIT", "1000000"),
        ("ONELINK_ONSYNC_HOURLY_LIMIT", "1000000"));

    /// <summary>Each call on a connection of its own, so that they go to the admins in turns.</summary>
    private HttpClient Client(string scheme, string secret)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero })
        {
            BaseAddress = _proxy.Address,
            Timeout = TimeSpan.FromSeconds(3),
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, secret);
        return client;
    }

    private static async Task<string> ImportAsync(HttpClient api)
    {
        var file = string.Concat(Enumerable.Range(0, Rows).Select(row => $"https://acme.com/{row},imported-{row}\r\n").Prepend("url,slug\r\n"));
        using var content = new StringContent(file, Encoding.UTF8, "text/csv");
        using var answer = await api.PostAsync(new Uri("/links/import", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.Text("id");
    }

    private static async Task<string?> JobStateAsync(HttpClient api, string job)
        => (await RetryAsync(() => api.GetJsonAsync("/jobs/" + job))).Body!["state"]?.GetValue<string>();

    /// <summary>Writes until the end; what was not answered is asked again, as a careful client does.</summary>
    private async Task WriteAsync(HttpClient program, int writer, CancellationToken end)
    {
        for (var number = 0; !end.IsCancellationRequested; number++)
        {
            await SentAsync(program, "/v1/contacts", $$"""{"email":"w{{writer}}-{{number}}@people.example"}""", answer => _contacts[answer.Text("id")] = true);
        }
    }

    private static async Task SentAsync(HttpClient client, string path, string body, Action<JsonNode> made)
    {
        var key = Guid.NewGuid().ToString();
        await Until.TrueAsync(
            async () =>
            {
                try
                {
                    using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
                    request.Headers.Add("Idempotency-Key", key);
                    using var answer = await client.SendAsync(request);
                    if (!answer.IsSuccessStatusCode)
                    {
                        // Away for a moment, or the call before is still under way at the other admin. Nothing else is expected.
                        Assert.True(answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.Conflict, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                        return false;
                    }

                    made(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
                    return true;
                }
                catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
                {
                    return false;
                }
            },
            $"{path} {body}");
    }

    private static async Task<T> RetryAsync<T>(Func<Task<T>> ask)
    {
        T? found = default;
        await Until.TrueAsync(
            async () =>
            {
                try
                {
                    found = await ask();
                    return true;
                }
                catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
                {
                    return false;
                }
            },
            "an answer");
        return found!;
    }

    private async Task WrittenAsync(int more, IEnumerable<Task> writers)
    {
        var wanted = _contacts.Count + more;
        await Until.TrueAsync(
            async () =>
            {
                // What one of them did not expect is to be said, and not that nothing comes any more.
                await Task.WhenAll(writers.Where(writer => writer.IsFaulted));
                return _contacts.Count >= wanted;
            },
            "it is written on");
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = await _reader.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(sql);
    }

    private async Task<List<string>> TextsAsync(string sql)
    {
        await using var connection = await _reader.OpenConnectionAsync();
        return (await connection.QueryAsync<string>(sql)).AsList();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _reader.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }

    private sealed class Ending(IEnumerable<AdminChild> children) : IDisposable
    {
        public void Dispose()
        {
            foreach (var child in children)
            {
                child.Dispose();
            }
        }
    }
}
