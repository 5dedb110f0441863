using System.Net;
using System.Net.Sockets;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Analytics.Client;
using OneLink.Edge.Clicks;
using OneLink.Edge.Domains;
using OneLink.Edge.Hosting;
using OneLink.Edge.Spool;
using OneLink.Edge.Store;
using OneLink.Shared.Feed;
using OneLink.Shared.Networks;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Tests.FastLane;

/// <summary>A whole edge in the test's process, on a port of its own, with links of its own and nobody to talk to.</summary>
internal sealed class EdgeInProcess : IAsyncDisposable
{
    public const string Host = "go.example";
    private const uint DomainId = 1;

    private readonly TempFolder _folder = new();
    private readonly LinkCompiler _compiler = new();
    private readonly WebApplication _app;
    private ulong _lastLink;

    private EdgeInProcess(bool fastLane, bool proxyProtocol, string placesFile)
        => _app = EdgeHost.Build(new EdgeOptions
        {
            Folder = _folder.Path,
            Listen = new IPEndPoint(IPAddress.Loopback, 0),
            Admin = new Uri("http://127.0.0.1:1/"),
            Token = "none",
            ClickHouse = ClickHouseOptions.Parse("http://127.0.0.1:1"),
            Proxies = new TrustedProxies("127.0.0.1/32") { CountryHeaderName = "CF-IPCountry" },
            ProxyProtocol = proxyProtocol,
            PlacesFile = placesFile,
            MemoryBytes = 64 * 1024 * 1024,
            Privacy = new ClickPrivacy { Signals = PrivacySignals.Drop },
            Spool = new SpoolOptions { Folder = _folder["spool"] },
            Lanes = 4,
            FastLane = fastLane,
        });

    public IServiceProvider Services => _app.Services;

    /// <summary>Folder of the link store.</summary>
    public string LinkFolder => _folder[StoreFolder.Name];

    public IPEndPoint EndPoint { get; private set; } = new(IPAddress.Loopback, 0);

    /// <param name="fastLane">Whether redirects are answered by the fast lane.</param>
    /// <param name="fill">Puts links in, before the first request.</param>
    /// <param name="proxyProtocol">Whether connections begin with the PROXY protocol.</param>
    /// <param name="placesFile">A database of places; empty for none.</param>
    public static async Task<EdgeInProcess> StartAsync(bool fastLane, Action<EdgeInProcess> fill, bool proxyProtocol = false, string placesFile = "")
    {
        var edge = new EdgeInProcess(fastLane, proxyProtocol, placesFile);
        edge.AddDomain();
        fill(edge);
        edge.Services.GetRequiredService<StoreReadiness>().Loaded(1);
        await edge._app.StartAsync();
        string address = edge.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        edge.EndPoint = new IPEndPoint(IPAddress.Loopback, new Uri(address).Port);
        return edge;
    }

    public void Put(string slug, Action<LinkDocument> shape)
    {
        var document = new LinkDocument { Url = "https://example.com/landing?x=1", AccountId = 5, RedirectStatus = 302, Enabled = true };
        shape(document);
        byte[] key = new byte[LinkKey.PrefixBytes + Encoding.UTF8.GetByteCount(slug)];
        LinkKey.WritePrefix(key, DomainId);
        Encoding.UTF8.GetBytes(slug, key.AsSpan(LinkKey.PrefixBytes));
        Services.GetRequiredService<LinkStore>().Upsert(key, _compiler.Compile(++_lastLink, document, 1));
    }

    public Socket Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(EndPoint);
        return socket;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private void AddDomain() => Services.GetRequiredService<DomainTable>().Apply(new FeedEntry
    {
        Kind = EntryKind.Domain,
        Id = DomainId,
        DomainId = DomainId,
        Version = 1,
        Document = new DomainDocument { Host = Host, CaseSensitive = true, AccountId = 5 }.ToByteString(),
    });
}
