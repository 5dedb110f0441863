using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Edge.Clicks;
using OneLink.Edge.Domains;
using OneLink.Edge.FastLane;
using OneLink.Edge.Inboxes;
using OneLink.Edge.Limits;
using OneLink.Edge.Redirects;
using OneLink.Edge.Spool;
using OneLink.Edge.Store;
using OneLink.Shared.Feed;
using OneLink.Shared.Networks;
using OneLink.Shared.Places;
using OneLink.Shared.Routing;

namespace OneLink.Bench.Redirects;

/// <summary>The parts of a redirect in the fast lane, without the kernel, over 10,000 links and a browser's headers.</summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "BenchmarkDotNet calls GlobalCleanup.")]
public class RedirectBenchmark
{
    private const int Links = 10_000;
    private const int Draws = 4_096;

    private readonly string _folder = Directory.CreateTempSubdirectory("onelink-bench-").FullName;
    private readonly OutputBuffer _output = new(64 * 1024);
    private readonly byte[][] _requests = new byte[Draws][];
    private readonly byte[][] _keys = new byte[Draws][];
    private readonly PlaceSource _places = new("", TimeProvider.System, static (_, _) => { });
    private ClickLimits _limits = null!;
    private LinkStore _store = null!;
    private ClickSpool _spool = null!;
    private RedirectLanes _lanes = null!;
    private RedirectLane _lane = null!;
    private RequestResponder _responder = null!;
    private FastConnection _client = null!;
    private int _next;

    [GlobalSetup]
    public void Fill()
    {
        var domains = new DomainTable(Path.Combine(_folder, "domains"));
        domains.Apply(new FeedEntry
        {
            Kind = EntryKind.Domain,
            Id = 1,
            DomainId = 1,
            Version = 1,
            Document = new DomainDocument { Host = "go.example", CaseSensitive = true, AccountId = 5 }.ToByteString(),
        });
        _store = new LinkStore(new LinkStoreOptions { Folder = Path.Combine(_folder, "links"), MemoryBytes = 256 * 1024 * 1024 });
        var compiler = new LinkCompiler();
        for (int i = 0; i < Links; i++)
        {
            _store.Upsert(Key(i), compiler.Compile((ulong)i + 1, new LinkDocument { Url = Url(i), RedirectStatus = 302, Enabled = true, AccountId = 5 }, 1));
        }

        // Nobody ships here: the budget bounds the disk, and what is over it is counted as dropped after the same work.
        _spool = new ClickSpool(new SpoolOptions { Folder = Path.Combine(_folder, "spool") }, TimeProvider.System, NullLoggerFactory.Instance);
        _lanes = new RedirectLanes(1, _store, _spool);
        _lane = _lanes.Take();
        _limits = new ClickLimits(Path.Combine(_folder, "limits"), NullLogger<ClickLimits>.Instance);
        var readiness = new StoreReadiness();
        readiness.Loaded(1);
        _responder = new RequestResponder(new Redirector(domains, new InboxTable(Path.Combine(_folder, "inboxes")), new DailySalts(), readiness, _limits, _places, new ClickPrivacy()), new TrustedProxies(""), new FastLaneCounters());
        _client = new FastConnection(0) { AddressLength = 4 };

        // A fixed seed: every run asks for the same links in the same order.
        var random = new Random(1);
        for (int i = 0; i < Draws; i++)
        {
            int link = random.Next(Links);
            _keys[i] = Key(link);
            _requests[i] = Encoding.ASCII.GetBytes(
                $"GET /l{link:D5} HTTP/1.1\r\nHost: go.example\r\nUser-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36\r\n"
                + "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\nAccept-Language: en-US,en;q=0.9\r\nAccept-Encoding: gzip, deflate, br\r\nReferer: https://www.instagram.com/\r\n\r\n");
        }
    }

    [GlobalCleanup]
    public void Remove()
    {
        _lane.GiveBack();
        _lanes.Dispose();
        _spool.Dispose();
        _store.Dispose();
        _limits.Dispose();
        _places.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Parse, decide, record, write: everything between recv and send.</summary>
    [Benchmark(Baseline = true)]
    public int Answer()
    {
        _output.Clear();
        _responder.Answer(_lane, _client, _requests[_next++ % Draws], 1_790_000_000_000, isEnding: false, _output, out int used);
        return used;
    }

    [Benchmark]
    public int Parse()
    {
        scoped RequestHead head = default;
        RequestHeadParser.Parse(_requests[_next++ % Draws], ref head);
        return head.Length;
    }

    [Benchmark]
    public int LookUp()
    {
        _lane.Links.Read(_keys[_next++ % Draws], _lane.Link);
        return _lane.Link.Span.Length;
    }

    private static string Url(int link) => string.Create(CultureInfo.InvariantCulture, $"https://shop.example.com/products/{link}/summer-sale?ref=abc{link}&size=m");

    private static byte[] Key(int link)
    {
        byte[] key = new byte[LinkKey.PrefixBytes + 6];
        LinkKey.WritePrefix(key, 1);
        Encoding.ASCII.GetBytes($"l{link:D5}", key.AsSpan(LinkKey.PrefixBytes));
        return key;
    }
}
