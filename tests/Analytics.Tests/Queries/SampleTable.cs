using System.Text;
using System.Text.Json;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;
using OneLink.Analytics.Schema;
using OneLink.Analytics.Tests.Embedded;

namespace OneLink.Analytics.Tests.Queries;

/// <summary>
/// The product's schema with the sample in it, in several parts that were not merged. Some days were added up, those around
/// clock changes among them, before the last clicks came. In an embedded engine of its own, or in a database of its own on
/// the server that <c>ONELINK_TEST_CLICKHOUSE</c> names, which is dropped afterwards.
/// </summary>
public sealed class SampleTable : IAsyncLifetime
{
    private const int Batch = 2_500;
    private readonly TestData _data = new();
    private HostProcess? _host;
    private ClickHouseOptions? _options;

    /// <summary>First seconds of the days that were added up.</summary>
    internal static IReadOnlyCollection<long> AddedUp { get; } =
    [
        .. SampleClicks.ClockChanges.SelectMany(change => (long[])[Day(change) - Seconds, Day(change), Day(change) + Seconds])
            .Concat(Enumerable.Range(0, 12).Select(i => Day(SampleClicks.First) + (31 * i * Seconds)))
            .Distinct(),
    ];

    /// <summary>What came after that.</summary>
    internal static IReadOnlyCollection<SampleClick> Late { get; } = [.. SampleClicks.All.TakeLast(60)];

    internal BusyScopes Busy { get; } = new();

    private const long Seconds = 24 * 3600;

    private ClickHouseOptions Options => _options ?? throw new InvalidOperationException("Not started.");

    /// <summary>A client of its own for a test.</summary>
    internal ClickHouseClient Client() => new(Options, TimeProvider.System);

    public async Task InitializeAsync()
    {
        _options = Environment.GetEnvironmentVariable("ONELINK_TEST_CLICKHOUSE") is { Length: > 0 } server
            ? ClickHouseOptions.Parse(server) with { Database = "onelink_test_" + Guid.NewGuid().ToString("N") }
            : (_host = await HostProcess.StartAsync(_data.Path)).Options();
        using var client = Client();
        await new SchemaMigrator(client, TimeProvider.System).ApplyAsync(CancellationToken.None);
        foreach (var table in (string[])["clicks", "clicks_by_quarter_hour", "account_clicks_by_quarter_hour", "recent_clicks"])
        {
            await client.ExecuteAsync("SYSTEM STOP MERGES " + table, CancellationToken.None);
        }

        foreach (var batch in SampleClicks.All.SkipLast(Late.Count).Chunk(Batch))
        {
            await InsertAsync(batch);
        }

        var roll = new BusyDayRoll(client);
        foreach (var day in AddedUp)
        {
            await roll.AddUpAsync(SampleClicks.Account, day, busyLink: 1, CancellationToken.None);
        }

        // A few statements a day made a part each, which nothing asks about.
        foreach (var table in (string[])["busy_day_values", "busy_days"])
        {
            await client.ExecuteAsync($"OPTIMIZE TABLE {table} FINAL", CancellationToken.None);
        }

        Busy.Set(await roll.ScopesAsync(CancellationToken.None));
        await InsertAsync(Late);
    }

    internal static long Day(DateTimeOffset time) => time.ToUnixTimeSeconds() / Seconds * Seconds;

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
        else
        {
            using var client = Client();
            await client.ExecuteAsync("DROP DATABASE " + Options.Database, CancellationToken.None);
        }

        _data.Dispose();
    }

    /// <summary>JSONEachRow, which shares no code with what the edge sends.</summary>
    private async Task InsertAsync(IEnumerable<SampleClick> clicks)
    {
        var lines = new StringBuilder();
        foreach (var click in clicks)
        {
            lines.AppendLine(JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["click_id"] = Guid.NewGuid(),
                ["account_id"] = click.Account,
                ["link_id"] = click.Link,
                ["ts"] = click.Time.ToUnixTimeMilliseconds(),
                ["kind"] = click.Kind,
                ["orphan"] = click.Orphan,
                ["trigger"] = click.Trigger,
                ["destination"] = "url",
                ["platform"] = click.Platform,
                ["browser"] = click.Browser,
                ["country"] = click.Country,
                ["referrer"] = click.Referrer,
                ["utm_source"] = click.UtmSource,
                ["visitor"] = click.Visitor,
            }));
        }

        using var http = new HttpClient { BaseAddress = Options.Endpoints[0] };
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Options.User}:{Options.Password}")));
        using var content = new StringContent(lines.ToString());
        using var response = await http.PostAsync($"?database={Options.Database}&query=" + Uri.EscapeDataString("INSERT INTO clicks FORMAT JSONEachRow"), content);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
