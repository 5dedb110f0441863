using System.Text;
using System.Text.Json;
using OneLink.Analytics.Schema;
using OneLink.Analytics.Tests.Embedded;

namespace OneLink.Analytics.Tests.Queries;

/// <summary>The engine with the product's schema and the sample in it, in several parts that were not merged.</summary>
public sealed class SampleTable : IAsyncLifetime
{
    private const int Batch = 900;
    private readonly TestData _data = new();
    private HostProcess? _host;

    internal HostProcess Host => _host ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        _host = await HostProcess.StartAsync(_data.Path);
        using var client = _host.Client();
        await new SchemaMigrator(client, TimeProvider.System).ApplyAsync(CancellationToken.None);
        await client.ExecuteAsync("SYSTEM STOP MERGES", CancellationToken.None);
        foreach (var batch in SampleClicks.All.Chunk(Batch))
        {
            await InsertAsync(_host, batch);
        }
    }

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
