using OneLink.Edge.Tests.FastLane;
using OneLink.Shared.Feed;

namespace OneLink.Edge.Tests.Proxies;

/// <summary>Who the visitor is where a proxy says so, through both lanes and over real sockets.</summary>
public sealed class ProxiedConnectionTests
{
    private const string Head = "Host: inner.local\r\nX-Forwarded-Host: go.example\r\nConnection: close\r\n";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Headers_OfATrustedProxy_AreTheVisitors(bool fastLane)
    {
        await using EdgeInProcess edge = await EdgeInProcess.StartAsync(fastLane, Fill);

        Assert.Equal("https://example.com/de", await LocationAsync(edge, $"GET /german HTTP/1.1\r\n{Head}CF-IPCountry: DE\r\n\r\n"));
        Assert.Equal("https://example.com/landing?x=1", await LocationAsync(edge, $"GET /german HTTP/1.1\r\n{Head}CF-IPCountry: FR\r\n\r\n"));
        Assert.Equal("https://example.com/landing?x=1", await LocationAsync(edge, $"GET /german HTTP/1.1\r\n{Head}\r\n"));
        Assert.Equal("https://example.com/inside", await LocationAsync(edge, $"GET /inside HTTP/1.1\r\n{Head}X-Forwarded-For: 198.51.100.9\r\n\r\n"));

        // Said to somebody who is no trusted proxy himself: the address that the outermost trusted proxy saw is the visitor's.
        Assert.Equal("https://example.com/landing?x=1", await LocationAsync(edge, $"GET /inside HTTP/1.1\r\n{Head}X-Forwarded-For: 198.51.100.9, 203.0.113.1\r\n\r\n"));
    }

    [Theory]
    [InlineData("PROXY TCP4 198.51.100.9 127.0.0.1 1234 80\r\n", "https://example.com/inside")]
    [InlineData("PROXY TCP4 203.0.113.1 127.0.0.1 1234 80\r\n", "https://example.com/landing?x=1")]
    [InlineData("PROXY UNKNOWN\r\n", "https://example.com/landing?x=1")]
    public async Task ProxyProtocol_FromATrustedProxy_IsTheVisitorsAddress(string header, string destination)
    {
        await using EdgeInProcess edge = await EdgeInProcess.StartAsync(fastLane: false, Fill, proxyProtocol: true);

        Assert.Equal(destination, await LocationAsync(edge, header + "GET /inside HTTP/1.1\r\nHost: go.example\r\nConnection: close\r\n\r\n"));
    }

    [Fact]
    public async Task ProxyProtocol_ClientBehindIt_IsNotBelievedAboutItself()
    {
        await using EdgeInProcess edge = await EdgeInProcess.StartAsync(fastLane: false, Fill, proxyProtocol: true);

        Assert.Equal(
            "https://example.com/landing?x=1",
            await LocationAsync(
                edge,
                "PROXY TCP4 203.0.113.1 127.0.0.1 1234 80\r\nGET /inside HTTP/1.1\r\nHost: go.example\r\nX-Forwarded-For: 198.51.100.9\r\nConnection: close\r\n\r\n"));
    }

    [Fact]
    public async Task ProxyProtocol_TrustedProxyWithoutIt_IsCutOff()
    {
        await using EdgeInProcess edge = await EdgeInProcess.StartAsync(fastLane: false, Fill, proxyProtocol: true);
        using RawExchange exchange = RawExchange.With(edge);
        await exchange.SendAsync("GET /inside HTTP/1.1\r\nHost: go.example\r\n\r\n");

        Assert.Null(await exchange.ReceiveAsync());
    }

    private static async Task<string?> LocationAsync(EdgeInProcess edge, string request)
    {
        using RawExchange exchange = RawExchange.With(edge);
        await exchange.SendAsync(request);
        RawAnswer? answer = await exchange.ReceiveAsync();
        Assert.NotNull(answer);
        return answer.Fields.GetValueOrDefault("Location");
    }

    private static void Fill(EdgeInProcess edge)
    {
        edge.Put("german", static link => link.Rules.Add(new Rule
        {
            Name = "german",
            When = new Condition { Countries = { "DE" } },
            Then = new Outcome { Url = "https://example.com/de" },
        }));
        edge.Put("inside", static link => link.Rules.Add(new Rule
        {
            Name = "inside",
            When = new Condition { Addresses = { "198.51.100.0/24" } },
            Then = new Outcome { Url = "https://example.com/inside" },
        }));
    }
}
