using System.Text;
using System.Text.Json;
using OneLink.Analytics.Queries;
using OneLink.Analytics.Schema;
using OneLink.Analytics.Tests.Embedded;

namespace OneLink.Analytics.Tests.Queries;

/// <summary>
/// The engine with the product's schema and the sample in it, in several parts that were not merged. Some days were added
/// up, those around clock changes among them, before the last clicks came.
/// </summary>
public sealed class SampleTable : IAsyncLifetime
{
    private const int Batch = 900;
    private readonly TestData _data = new();
    private HostProcess? _host;

    /// <summary>First seconds of the days that were added up.</summary>
    internal static IReadOnlyCollection<long> AddedUp { get; } =
    [
        .. SampleClicks.ClockChanges.SelectMany(change => (long[])[Day(change) - Seconds, Day(change), Day(change) + Seconds])
            .Concat(Enumerable.Range(0, 25).Select(i => Day(SampleClicks.First) + (15 * i * Seconds)))
            .Distinct(),
    ];

    /// <summary>What came after that.</summary>
    internal static IReadOnlyCollection<SampleClick> Late { get; } = [.. SampleClicks.All.TakeLast(60)];

    internal BusyScopes Busy { get; } = new();

    private const long Seconds = 24 * 3600;

    internal HostProcess Host => _host ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        _host = await HostProcess.StartAsync(_data.Path);
        using var client = _host.Client();
        await new SchemaMigrator(client, TimeProvider.System).ApplyAsync(CancellationToken.None);
        await client.ExecuteAsync("SYSTEM STOP MERGES", CancellationToken.None);
        foreach (var batch in SampleClicks.All.SkipLast(Late.Count).Chunk(Batch))
        {
            await InsertAsync(_host, batch);
        }

        await client.ExecuteAsync("SYSTEM START MERGES busy_day_values", CancellationToken.None);
        var roll = new BusyDayRoll(client);
        foreach (var day in AddedUp)
        {
            await roll.AddUpAsync(SampleClicks.Account, day, busyLink: 1, CancellationToken.None);
        }

        Busy.Set(await roll.ScopesAsync(CancellationToken.None));
        await InsertAsync(_host, Late);
    }

    internal static long Day(DateTimeOffset time) => time.ToUnixTimeSeconds() / Seconds * Seconds;

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        _data.Dispose();
    }

    /// <summary>JSONEachRow, which shares no code with what the edge sends.</summary>
    internal static async Task InsertAsync(HostProcess host, IEnumerable<SampleClick> clicks)
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

        using var http = host.Http();
        using var content = new StringContent(lines.ToString());
        using var response = await http.PostAsync("?query=" + Uri.EscapeDataString("INSERT INTO clicks FORMAT JSONEachRow"), content);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
