using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Edge.FastLane;
using OneLink.Edge.Tests.Store;

namespace OneLink.Edge.Tests.FastLane;

/// <summary>More links than memory: those on disk are answered in the fast lane too, and right.</summary>
public sealed class LinksOnDiskTests : IAsyncLifetime
{
    private const int Links = 60_000;
    private const int Clients = 16;
    private const int Step = 1_009;
    private static readonly string Tail = new('x', 1_500);

    private EdgeInProcess _edge = null!;

    public async Task InitializeAsync() => _edge = await EdgeInProcess.StartAsync(
        fastLane: true,
        static edge =>
        {
            for (int i = 0; i < Links; i++)
            {
                edge.Put($"slug-{i}", link => link.Url = UrlOf(i));
            }
        });

    public async Task DisposeAsync() => await _edge.DisposeAsync();

    [Fact]
    public async Task ManyClients_AskForLinksOnDiskAndInMemory_EachGetsItsOwn()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, Clients), new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (client, _) =>
        {
            using RawExchange exchange = RawExchange.With(_edge);
            for (int i = client; i < Links; i += Step)
            {
                PageCache.Forget(_edge.LinkFolder);

                // The second of the two has not left memory.
                int[] pair = [i, Links - 1 - (i % 100)];
                await exchange.SendAsync(string.Concat(pair.Select(static link => $"GET /slug-{link} HTTP/1.1\r\nHost: go.example\r\n\r\n")));
                foreach (int link in pair)
                {
                    Assert.Equal(UrlOf(link), (await exchange.ReceiveAsync())?.Fields["Location"]);
                }
            }
        });

        FastLaneTransport transport = _edge.Services.GetRequiredService<FastLaneTransport>();
        int requests = 2 * Enumerable.Range(0, Clients).Sum(static client => (Links - client + Step - 1) / Step);
        Assert.Equal((requests, 0), (transport.Sum(static c => c.Answered), transport.Sum(static c => c.HandedOver)));
    }

    private static string UrlOf(int link) => string.Create(CultureInfo.InvariantCulture, $"https://example.com/{link}/{Tail}");
}
