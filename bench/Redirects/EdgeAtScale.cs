using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Analytics.Client;
using OneLink.Edge.Clicks;
using OneLink.Edge.Domains;
using OneLink.Edge.FastLane;
using OneLink.Edge.Hosting;
using OneLink.Edge.Spool;
using OneLink.Edge.Store;
using OneLink.Shared.Feed;
using OneLink.Shared.Networks;
using OneLink.Shared.Routing;

namespace OneLink.Bench.Redirects;

/// <summary>An edge in this process, filled with links, that <c>wrk</c> asks over HTTP.</summary>
internal sealed class EdgeAtScale : IAsyncDisposable
{
    private const int SpecialLinks = 1_000;
    private const uint DomainId = 1;

    private readonly string _folder = Directory.CreateTempSubdirectory("onelink-edge-").FullName;
    private readonly WebApplication _app;
    private readonly int _links;

    private EdgeAtScale(int links, long memoryBytes)
    {
        _links = links;
        _app = EdgeHost.Build(new EdgeOptions
        {
            Folder = _folder,
            Listen = new IPEndPoint(IPAddress.Loopback, 0),
            Admin = new Uri("http://127.0.0.1:1/"),
            Token = "none",
            ClickHouse = ClickHouseOptions.Parse("http://127.0.0.1:1"),
            Proxies = new TrustedProxies(""),
            MemoryBytes = memoryBytes,
            Privacy = new ClickPrivacy(),
            Spool = new SpoolOptions { Folder = Path.Combine(_folder, "spool") },
            Lanes = 2,
            FastLane = true,
        });
    }

    public LinkStore Store => _app.Services.GetRequiredService<LinkStore>();

    public FastLaneTransport FastLane => _app.Services.GetRequiredService<FastLaneTransport>();

    public int Port { get; private set; }

    /// <summary>Starts an edge with plain links <c>l0 ...</c>, links with deep links <c>d0 ...</c> and with rules and variants <c>r0 ...</c>.</summary>
    public static async Task<EdgeAtScale> StartAsync(int links, long memoryBytes)
    {
        var edge = new EdgeAtScale(links, memoryBytes);
        edge._app.Services.GetRequiredService<DomainTable>().Apply(new FeedEntry
        {
            Kind = EntryKind.Domain,
            Id = DomainId,
            DomainId = DomainId,
            Version = 1,
            Document = new DomainDocument { Host = "go.example", CaseSensitive = true, AccountId = 5 }.ToByteString(),
        });
        edge.Fill();
        edge._app.Services.GetRequiredService<StoreReadiness>().Loaded(1);
        await edge.StartAsync();
        return edge;
    }

    /// <summary>Changes a link as the feed would.</summary>
    public void Change(int link, LinkCompiler compiler, byte[] key, LinkDocument document)
        => Store.Upsert(key.AsSpan(0, Spell(key, 'l', link)), compiler.Compile((ulong)link + 1, document, 1));

    /// <summary>Asks for <paramref name="seconds"/> by a <c>wrk</c> on the second core.</summary>
    /// <exception cref="InvalidOperationException"><c>wrk</c> failed.</exception>
    public async Task<LoadRound> AskAsync(string mix, int seconds, int connections)
    {
        using var self = Process.GetCurrentProcess();
        TimeSpan cpu = self.TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        long byThreads = FastLane.Sum(static c => c.Allocated);
        long fast = FastLane.Sum(static c => c.Answered);
        WrkReport asked = await WrkReport.AskAsync(Port, mix, _links, seconds, connections);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        byThreads = FastLane.Sum(static c => c.Allocated) - byThreads;
        self.Refresh();
        return new LoadRound(asked, self.TotalProcessorTime - cpu, byThreads, allocated - byThreads, FastLane.Sum(static c => c.Answered) - fast, self.WorkingSet64);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartAsync()
    {
        await _app.StartAsync();
        Port = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
    }

    private static int Spell(byte[] key, char kind, int link)
    {
        LinkKey.WritePrefix(key, DomainId);
        return LinkKey.PrefixBytes + Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind}{link}"), key.AsSpan(LinkKey.PrefixBytes));
    }

    private void Fill()
    {
        var compiler = new LinkCompiler();
        byte[] key = new byte[LinkKey.MaxBytes];
        var plain = new LinkDocument { RedirectStatus = 302, Enabled = true, AccountId = 5 };
        for (int i = 0; i < _links; i++)
        {
            plain.Url = string.Create(CultureInfo.InvariantCulture, $"https://shop.example.com/products/{i}/summer-sale?ref=abc");
            Change(i, compiler, key, plain);
        }

        for (int i = 0; i < SpecialLinks; i++)
        {
            LinkDocument deep = plain.Clone();
            deep.DeepLinkPath = string.Create(CultureInfo.InvariantCulture, $"instagram://user?username=user{i}");
            Put('d', i, deep, _links + i);

            LinkDocument ruled = plain.Clone();
            ruled.Rules.Add(new Rule { When = new Condition { Languages = { "de" }, Platforms = { "android" } }, Then = new Outcome { Url = "https://shop.example.com/de" } });
            ruled.Rules.Add(new Rule { When = new Condition { Platforms = { "ios" } }, Then = new Outcome { Url = "https://shop.example.com/ios" } });
            ruled.Variants.Add(new Variant { Name = "a", Weight = 1, Then = new Outcome { Url = "https://shop.example.com/a" } });
            ruled.Variants.Add(new Variant { Name = "b", Weight = 1, Then = new Outcome { Url = "https://shop.example.com/b" } });
            Put('r', i, ruled, _links + SpecialLinks + i);
        }

        void Put(char kind, int number, LinkDocument document, int id)
            => Store.Upsert(key.AsSpan(0, Spell(key, kind, number)), compiler.Compile((ulong)id + 1, document, 1));
    }
}
