using System.Text;
using OneLink.Shared.Feed;
using Xunit.Abstractions;

namespace OneLink.Edge.Tests.FastLane;

/// <summary>The same bytes down both lanes: an edge with its fast lane and one that is all Kestrel give the same answers.</summary>
public sealed class BothLanesTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Requests = 20_000;
    private const int AtOnce = 4;

    private static readonly byte[] Follower = Encoding.ASCII.GetBytes("GET /plain HTTP/1.1\r\nHost: go.example\r\nConnection: close\r\n\r\n");

    private EdgeInProcess _fast = null!;
    private EdgeInProcess _full = null!;

    public async Task InitializeAsync()
    {
        EdgeInProcess[] edges = await Task.WhenAll(EdgeInProcess.StartAsync(fastLane: true, Fill), EdgeInProcess.StartAsync(fastLane: false, Fill));
        (_fast, _full) = (edges[0], edges[1]);
    }

    public async Task DisposeAsync()
    {
        await _fast.DisposeAsync();
        await _full.DisposeAsync();
    }

    [Fact]
    public async Task Answers_GeneratedRequests_AreTheSame()
    {
        byte[][] requests = [.. FsCheck.Fluent.Gen.Sample(RequestGenerator.Request, Requests, 6)];
        var byStatus = new System.Collections.Concurrent.ConcurrentDictionary<int, int>();
        await Parallel.ForEachAsync(requests.Chunk(Requests / AtOnce), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (chunk, _) =>
        {
            foreach (byte[] request in chunk)
            {
                (RawAnswer? fast, bool fastCloses) = await AskAsync(_fast, request);
                (RawAnswer? full, bool fullCloses) = await AskAsync(_full, request);
                string shown = Encoding.Latin1.GetString(request.AsSpan(0, Math.Min(600, request.Length)));
                Assert.True(full?.Essence() == fast?.Essence(), $"{shown}\n--- Kestrel\n{full?.Essence()}\n--- fast lane\n{fast?.Essence()}");
                Assert.True(fastCloses || !fullCloses, $"{shown}\nKestrel ends the connection after this, the fast lane does not");
                byStatus.AddOrUpdate(full?.Status ?? 0, 1, static (_, count) => count + 1);
            }
        });

        output.WriteLine(string.Join(", ", byStatus.OrderBy(static s => s.Key).Select(static s => $"{s.Value} x {s.Key}")));
        output.WriteLine($"{Answered(_fast)} of {requests.Length} in the fast lane");
        Assert.InRange(Answered(_fast), Requests / 10, Requests);
        Assert.Superset(new HashSet<int> { 200, 301, 302, 400, 404, 405, 410 }, byStatus.Keys.ToHashSet());
    }

    /// <summary>Sends a request and a sound one behind it, so that whatever waits for more gets it.</summary>
    private static async Task<(RawAnswer? Answer, bool Closes)> AskAsync(EdgeInProcess edge, byte[] request)
    {
        using RawExchange exchange = RawExchange.With(edge);
        await exchange.SendAsync([.. request, .. Follower]);
        RawAnswer? answer = await exchange.ReceiveAsync(isHead: request.AsSpan().TrimStart("\r\n "u8).StartsWith("HEAD "u8));
        return (answer, answer?.Closes ?? true);
    }

    private static long Answered(EdgeInProcess edge)
        => Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<OneLink.Edge.FastLane.FastLaneTransport>(edge.Services)
            .Sum(static counters => counters.Answered);

    private static void Fill(EdgeInProcess edge)
    {
        edge.Put("plain", static _ => { });
        edge.Put("caf\u00e9", static _ => { });
        edge.Put("app", static link => link.DeepLinkPath = "acme://open/1");
        edge.Put("query", static link => link.ForwardQuery = true);
        edge.Put("path", static link => link.ForwardPath = true);
        edge.Put("brief", static link => link.RedirectStatus = 301);
        edge.Put("keeps", static link => link.RedirectStatus = 307);
        edge.Put("off", static link => link.Enabled = false);
        edge.Put("gone", static link => link.ExpiresAtMs = 1);
        edge.Put("card", static link => link.Brand = new Brand { Name = "Acme", Title = "A & B", Color = "#ff0000" });
        edge.Put("ruled", static link => link.Rules.Add(new Rule
        {
            Name = "r",
            When = new Condition { Languages = { "en" }, Platforms = { "desktop", "ios" } },
            Then = new Outcome { Url = "https://example.com/ruled", DeepLinkPath = "acme://ruled" },
        }));
        edge.Put("german", static link => link.Rules.Add(new Rule
        {
            Name = "german",
            When = new Condition { Countries = { "DE" } },
            Then = new Outcome { Url = "https://example.com/de" },
        }));
        edge.Put("split", static link =>
        {
            link.Variants.Add(new Variant { Name = "A", Weight = 1, Then = new Outcome { Url = "https://example.com/a" } });
            link.Variants.Add(new Variant { Name = "B", Weight = 1, Then = new Outcome { Url = "https://example.com/b" } });
        });
        edge.Put("locked", static link => link.Password = new PasswordHash
        {
            Salt = Google.Protobuf.ByteString.CopyFromUtf8("salt"),
            Hash = Google.Protobuf.ByteString.CopyFromUtf8("hash"),
            Iterations = 1,
        });
        edge.Put("probe", static link => link.ProbeIpad = true);
    }
}
