using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Edge.FastLane;

namespace OneLink.Edge.Tests.FastLane;

/// <summary>Clients that are slow, hostile or strange, one behaviour a test. None may cost another client its answer.</summary>
public sealed class OddClientTests : IAsyncLifetime
{
    private const string Request = "GET /a HTTP/1.1\r\nHost: go.example\r\nUser-Agent: curl/8.5.0\r\n\r\n";

    private EdgeInProcess _edge = null!;

    public async Task InitializeAsync() => _edge = await EdgeInProcess.StartAsync(
        fastLane: true,
        static edge =>
        {
            edge.Put("a", static _ => { });
            edge.Put("big", static link => link.Url = "https://example.com/?" + new string('x', 8_000));
        });

    public async Task DisposeAsync() => await _edge.DisposeAsync();

    [Fact]
    public async Task OneByteAtATime_IsAnswered()
    {
        using RawExchange client = RawExchange.With(_edge);
        foreach (char c in Request)
        {
            await client.SendAsync(c.ToString());
        }

        Assert.Equal(302, (await client.ReceiveAsync())?.Status);
        Assert.Equal(1, Sum(static c => c.Answered));
    }

    [Fact]
    public async Task Pipelining_ThousandRequestsAtOnce_AreAnsweredInOrder()
    {
        const int Count = 1_000;
        using RawExchange client = RawExchange.With(_edge);
        Task sending = client.SendAsync(string.Concat(Enumerable.Range(0, Count).Select(static i => i % 2 == 0 ? Request : Request.Replace("/a", "/none", StringComparison.Ordinal))));
        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(i % 2 == 0 ? 302 : 404, (await client.ReceiveAsync())?.Status);
        }

        await sending;
        Assert.Equal(Count, Sum(static c => c.Answered));
    }

    [Fact]
    public async Task Pipelining_WithoutReading_LosesNothingAndHoldsNobodyUp()
    {
        // 8 KB an answer: far more than the sockets' buffers take.
        const int Count = 4_000;
        using RawExchange greedy = RawExchange.With(_edge);
        Task sending = greedy.SendAsync(string.Concat(Enumerable.Repeat(Request.Replace("/a", "/big", StringComparison.Ordinal), Count)));

        using RawExchange other = RawExchange.With(_edge);
        await other.SendAsync(Request);
        Assert.Equal(302, (await other.ReceiveAsync())?.Status);

        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(302, (await greedy.ReceiveAsync())?.Status);
        }

        await sending;
    }

    [Fact]
    public async Task HalfClosedAfterTheRequest_IsAnsweredAndClosed()
    {
        using RawExchange client = RawExchange.With(_edge);
        await client.SendAsync(Request + Request);
        client.EndOutput();
        Assert.Equal(302, (await client.ReceiveAsync())?.Status);
        Assert.Equal(302, (await client.ReceiveAsync())?.Status);
        Assert.True(await client.IsClosedAsync());
    }

    [Theory]
    [InlineData("HTTP/1.1", "Connection: close\r\n", true)]
    [InlineData("HTTP/1.0", "", true)]
    [InlineData("HTTP/1.0", "Connection: keep-alive\r\n", false)]
    [InlineData("HTTP/1.1", "Connection: keep-alive\r\n", false)]
    public async Task ConnectionOptions_AreHonoured(string version, string field, bool closes)
    {
        using RawExchange client = RawExchange.With(_edge);
        string request = $"GET /a {version}\r\nHost: go.example\r\n{field}\r\n";
        await client.SendAsync(request);
        Assert.Equal(closes, (await client.ReceiveAsync())?.Closes);
        if (closes)
        {
            Assert.True(await client.IsClosedAsync());
        }
        else
        {
            await client.SendAsync(request);
            Assert.Equal(302, (await client.ReceiveAsync())?.Status);
        }
    }

    [Fact]
    public async Task RequestForKestrel_BehindFastOnes_IsAnsweredByItAndEndsTheConnection()
    {
        using RawExchange client = RawExchange.With(_edge);
        await client.SendAsync(Request + "POST /a HTTP/1.1\r\nHost: go.example\r\nContent-Length: 3\r\n\r\nab");
        Assert.Equal(302, (await client.ReceiveAsync())?.Status);
        await client.SendAsync("c");

        RawAnswer? answer = await client.ReceiveAsync();
        Assert.Equal((405, true), (answer?.Status, answer?.Closes));
        Assert.True(await client.IsClosedAsync());
        Assert.Equal((1, 1), (Sum(static c => c.Answered), Sum(static c => c.HandedOver)));
    }

    [Fact]
    public async Task Http2PriorKnowledge_IsAnsweredAsKestrelDoes()
    {
        using RawExchange client = RawExchange.With(_edge);
        await client.SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        await client.SendAsync("\0\0\0\u0004\0\0\0\0\0");

        // A frame of HTTP/2 (GOAWAY, HTTP_1_1_REQUIRED) or nothing; no answer of HTTP/1.1 in any case.
        Assert.Null(await client.ReceiveAsync());
        Assert.Equal(1, Sum(static c => c.HandedOver));
    }

    [Fact]
    public async Task ManyIdleConnections_CostTheOthersNothing()
    {
        const int Count = 2_000;
        List<Socket> idle = [.. Enumerable.Range(0, Count).Select(_ => _edge.Connect())];
        using RawExchange client = RawExchange.With(_edge);
        await client.SendAsync(Request);
        Assert.Equal(302, (await client.ReceiveAsync())?.Status);
        Assert.Equal(Count + 1, Sum(static c => c.Accepted));
        idle.ForEach(static socket => socket.Dispose());
    }

    [Fact]
    public async Task Reset_InTheMiddleOfAnything_LeavesTheEdgeWell()
    {
        for (int i = 0; i < 200; i++)
        {
            Socket socket = _edge.Connect();
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(Request[..(i % Request.Length)] + (i % 3 == 0 ? Request : "")));
            socket.Dispose();
        }

        using RawExchange client = RawExchange.With(_edge);
        await client.SendAsync(Request);
        Assert.Equal(302, (await client.ReceiveAsync())?.Status);
    }

    [Fact]
    public async Task Stop_WithIdleConnections_IsQuickAndEndsThem()
    {
        using RawExchange client = RawExchange.With(_edge);
        await client.SendAsync(Request);
        Assert.Equal(302, (await client.ReceiveAsync())?.Status);

        var clock = System.Diagnostics.Stopwatch.StartNew();
        await _edge.StopAsync();
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.True(await client.IsClosedAsync());
    }

    private long Sum(Func<FastLaneCounters, long> counter) => _edge.Services.GetRequiredService<FastLaneTransport>().Sum(counter);
}
