using OneLink.Edge.Tests.FastLane;
using OneLink.Shared.Feed;
using OneLink.Shared.Tests.Places;

namespace OneLink.Edge.Tests.Places;

/// <summary>Rules on region with a database of regions, given by path and replaced while the edge runs.</summary>
public sealed class RegionRuleTests : IDisposable
{
    private readonly string _database = Path.Combine(Path.GetTempPath(), $"onelink-{Guid.NewGuid():N}.mmdb");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Region_OfTheDatabase_DecidesAndFollowsItsReplacement(bool fastLane)
    {
        Write("5.6.0.0", "2001:db8:1::", age: 1);
        await using EdgeInProcess edge = await EdgeInProcess.StartAsync(fastLane, Fill, placesFile: _database);

        Assert.Equal("https://example.com/bavaria", await LocationAsync(edge, "5.6.7.8"));
        Assert.Equal("https://example.com/bavaria", await LocationAsync(edge, "2001:db8:1::7"));
        Assert.Equal("https://example.com/germany", await LocationAsync(edge, "5.7.7.8"));
        Assert.Equal("https://example.com/landing?x=1", await LocationAsync(edge, "9.9.9.9"));

        Write("5.7.0.0", "2001:db8:2::", age: 0);
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (await LocationAsync(edge, "5.7.7.8") != "https://example.com/bavaria")
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(1), "The new database was not read.");
            await Task.Delay(100);
        }

        Assert.Equal("https://example.com/landing?x=1", await LocationAsync(edge, "5.6.7.8"));
    }

    public void Dispose() => File.Delete(_database);

    private static async Task<string?> LocationAsync(EdgeInProcess edge, string address)
    {
        using RawExchange exchange = RawExchange.With(edge);
        await exchange.SendAsync($"GET /somewhere HTTP/1.1\r\nHost: {EdgeInProcess.Host}\r\nX-Forwarded-For: {address}\r\nConnection: close\r\n\r\n");
        RawAnswer? answer = await exchange.ReceiveAsync();
        Assert.NotNull(answer);
        return answer.Fields.GetValueOrDefault("Location");
    }

    private static void Fill(EdgeInProcess edge) => edge.Put("somewhere", static link =>
    {
        link.Rules.Add(new Rule { Name = "bavaria", When = new Condition { Regions = { "DE-BY" } }, Then = new Outcome { Url = "https://example.com/bavaria" } });
        link.Rules.Add(new Rule { Name = "germany", When = new Condition { Countries = { "DE" } }, Then = new Outcome { Url = "https://example.com/germany" } });
    });

    /// <param name="bavaria">First address of a network of 16 bits.</param>
    /// <param name="bavariaV6">First address of a network of 48 bits.</param>
    /// <param name="age">Minutes: files of the same minute could look the same.</param>
    private void Write(string bavaria, string bavariaV6, int age)
    {
        var file = new MmdbSample(24);
        file.Add(bavaria, 16, "DE", "BY");
        if (age > 0)
        {
            file.Add("5.7.0.0", 16, "DE", "BE");
        }

        file.Add(bavariaV6, 48, "DE", "BY");
        File.WriteAllBytes(_database + ".new", file.ToBytes());
        File.SetLastWriteTimeUtc(_database + ".new", TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-age));
        File.Move(_database + ".new", _database, overwrite: true);
    }
}
