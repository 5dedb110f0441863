using System.Text;
using System.Text.Json;
using OneLink.Analytics.Schema;

namespace OneLink.Analytics.Tests.Queries;

/// <summary>The engine with the product's schema and the sample in it, in several parts that were not merged.</summary>
public sealed class SampleTable : IAsyncLifetime
{
    private const int Batch = 900;
    private readonly ClickHouseHost _host = new();

    public ClickHouseHost Host => _host;

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        using var client = _host.Client();
        await new SchemaMigrator(client, TimeProvider.System).ApplyAsync(CancellationToken.None);
        await client.ExecuteAsync("SYSTEM STOP MERGES", CancellationToken.None);
        foreach (var batch in SampleClicks.All.Chunk(Batch))
        {
            await InsertAsync(_host.Url, batch);
        }
    }

    public Task DisposeAsync() => _host.DisposeAsync();

    /// <summary>JSONEachRow, which shares no code with what the edge sends.</summary>
    internal static async Task InsertAsync(Uri url, IEnumerable<SampleClick> clicks)
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

        using var http = new HttpClient();
        var user = url.UserInfo.Split(':');
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url, "/?query=" + Uri.EscapeDataString("INSERT INTO clicks FORMAT JSONEachRow")))
        {
            Content = new StringContent(lines.ToString()),
        };
        request.Headers.Add("X-ClickHouse-User", user[0]);
        request.Headers.Add("X-ClickHouse-Key", user[1]);
        using var response = await http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
