using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Edge.Clicks;
using OneLink.Edge.Domains;
using OneLink.Edge.Inboxes;
using OneLink.Edge.Limits;
using OneLink.Edge.Redirects;
using OneLink.Edge.Spool;
using OneLink.Edge.Store;
using OneLink.Shared.Clicks;
using OneLink.Shared.Feed;
using OneLink.Shared.Places;
using OneLink.Shared.Routing;
using OneLink.Shared.Tests;

namespace OneLink.Edge.Tests.Redirects;

public sealed class RedirectorTests : IDisposable
{
    private const string Android = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";
    private const string Desktop = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private const string Crawler = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    private const uint DomainId = 1;

    private readonly TempFolder _folder = new();
    private readonly LinkCompiler _compiler = new();
    private readonly StoreReadiness _readiness = new();
    private readonly DomainTable _domains;
    private readonly InboxTable _inboxes;
    private readonly LinkStore _store;
    private readonly ClickSpool _spool;
    private readonly RedirectLanes _lanes;
    private readonly PlaceSource _places = new("", TimeProvider.System, static (_, _) => { });
    private readonly ClickLimits _limits;
    private readonly Redirector _redirector;

    public RedirectorTests()
    {
        _domains = new DomainTable(_folder["domains"]);
        _inboxes = new InboxTable(_folder["inboxes"]);
        _store = new LinkStore(new LinkStoreOptions { Folder = _folder["links"], MemoryBytes = 64 * 1024 * 1024, PageBytes = 1024 * 1024 });
        _spool = new ClickSpool(
            new SpoolOptions { Folder = _folder["spool"], SegmentBytes = 4 * 1024 * 1024, ReserveBytes = 0 }, TimeProvider.System, NullLoggerFactory.Instance);
        _lanes = new RedirectLanes(2, _store, _spool);
        _limits = new ClickLimits(_folder["limits"], NullLogger<ClickLimits>.Instance);
        _redirector = new Redirector(_domains, _inboxes, new DailySalts(), _readiness, _limits, _places, new ClickPrivacy());
        _domains.Apply(new FeedEntry
        {
            Kind = EntryKind.Domain,
            Id = DomainId,
            DomainId = DomainId,
            Version = 1,
            Document = Google.Protobuf.MessageExtensions.ToByteString(new DomainDocument { Host = "go.example", CaseSensitive = true, AccountId = 5 }),
        });
        _readiness.Loaded(1);
    }

    public void Dispose()
    {
        _lanes.Dispose();
        _limits.Dispose();
        _places.Dispose();
        _spool.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Decide_PlainLink_RedirectsByteForByteAndRecordsTheClick()
    {
        Put("a", static link => link.Url = "https://example.com/?a=%2B&empty#frag");
        Answer answer = Decide("a", Desktop);
        Assert.Equal(302, answer.Status);
        Assert.Equal("https://example.com/?a=%2B&empty#frag", answer.Location);
        Assert.Equal(1, _spool.Recorded(ClickKind.Human));
    }

    [Fact]
    public void Decide_DeepLinkWithForwardedPathAndQuery_KeepsThemInPageAndIntent()
    {
        Put("app", static link =>
        {
            link.DeepLinkPath = "acme://open/1";
            link.ForwardPath = true;
        });
        Answer answer = Decide("app/rest/of", Android, "x=1");
        Assert.Equal(RedirectPage.DeepLink, answer.Page);
        Assert.Equal("https://example.com/rest/of?x=1", answer.Location);
        Assert.Equal(
            "intent://open/1#Intent;scheme=acme;S.browser_fallback_url=https%3A%2F%2Fexample.com%2Frest%2Fof%3Fx%3D1;end", answer.DeepLink);
    }

    [Fact]
    public void Decide_PathBehindALinkThatForwardsNone_IsUnknown()
    {
        Put("plain", static _ => { });
        Assert.Equal(404, Decide("plain/more", Desktop).Status);
    }

    [Theory]
    [InlineData(Crawler, "", false)]
    [InlineData(Desktop, "", false)]
    [InlineData(Android, "skip=1", false)]
    [InlineData(Android, "", true)]
    public void Decide_DeepLink_IsAttemptedForPeopleOnPhones(string userAgent, string query, bool isPage)
    {
        Put("app", static link => link.DeepLinkPath = "acme://open/1");
        Assert.Equal(isPage ? RedirectPage.DeepLink : RedirectPage.None, Decide("app", userAgent, query).Page);
    }

    [Theory]
    [InlineData("go.example")]
    [InlineData("GO.example:8081")]
    [InlineData("www.go.example.")]
    public void Decide_HostSpelledOtherwise_IsTheSameDomain(string host)
    {
        Put("a", static _ => { });
        Assert.Equal(302, Decide("a", Desktop, host: host).Status);
    }

    [Fact]
    public void Decide_UnknownHost_ReachesNoLink()
    {
        Put("a", static _ => { });
        Assert.Equal(404, Decide("a", Desktop, host: "other.example").Status);
    }

    [Fact]
    public void Decide_HeadNoTrackAndScans_AreNotRecorded()
    {
        Put("a", static _ => { });
        Decide("a", Desktop, method: RequestMethod.Head);
        Decide("a", Desktop, "notrack=1");
        Decide("wp-login.php", Desktop);
        Decide(".env", Desktop);
        Decide("favicon.ico", Desktop);
        Assert.Equal(0, _spool.Recorded(ClickKind.Human));
    }

    [Fact]
    public void Decide_LinkThatCannotBeRead_FailsClosed()
    {
        Put("a", static _ => { });
        _store.Upsert(Key("a"), _compiler.CompileUnreadable(1, 1));
        Answer answer = Decide("a", Desktop);
        Assert.Equal(503, answer.Status);
        Assert.Equal("", answer.Location);
    }

    [Fact]
    public void Decide_LinkWithALimit_WaitsForClicksAndThenSaysThatThereAreNone()
    {
        Put("a", static link => link.MaxClicks = 9);
        Assert.Equal(0, Decide("a", Desktop).Status);
        Answer last = Decide("a", Desktop, isLastTry: true);
        Assert.Equal((503, RedirectPage.Unavailable), (last.Status, last.Page));
        Assert.Equal(302, Decide("a", Crawler).Status);
        Assert.Equal(0, _spool.Recorded(ClickKind.Human));

        _limits.Find(1).Follow(new LimitAnswer { LinkId = 1, Turn = 1, Max = 9, Granted = 1, Rest = LimitRest.Held });
        Assert.Equal(302, Decide("a", Desktop).Status);
        _limits.Find(1).Follow(new LimitAnswer { LinkId = 1, Turn = 2, Max = 9, Granted = 1, Rest = LimitRest.None });
        Assert.Equal((410, 410), (Decide("a", Desktop).Status, Decide("a", Crawler).Status));
        Assert.Equal(2, _spool.Recorded(ClickKind.Human));
    }

    [Fact]
    public void Decide_EdgeWithoutLinks_DoesNotSayNotFound()
    {
        var empty = new Redirector(_domains, _inboxes, new DailySalts(), new StoreReadiness(), _limits, _places, new ClickPrivacy());
        RedirectLane lane = _lanes.Take();
        RedirectDecision decision = empty.Decide(lane, new RedirectRequest { Path = "a"u8, Host = "go.example"u8 });
        Assert.Equal(503, decision.Status);
        lane.GiveBack();
    }

    [Fact]
    public void Decide_LinkUnknownSlugAndForwardedQuery_AllocateNothing()
    {
        Put("a", static _ => { });
        byte[] userAgent = Encoding.ASCII.GetBytes(Desktop);
        Allocations.AssertNoneWhenWarm(DecideAll);

        void DecideAll()
        {
            RedirectLane lane = _lanes.Take();
            _redirector.Decide(lane, new RedirectRequest { Path = "a"u8, Host = "go.example"u8, UserAgent = userAgent, Referer = "https://x.com/"u8 });
            _redirector.Decide(lane, new RedirectRequest { Path = "a"u8, Query = "x=1&utm_source=y"u8, Host = "go.example"u8, UserAgent = userAgent });
            _redirector.Decide(lane, new RedirectRequest { Path = "nothing"u8, Host = "go.example"u8, UserAgent = userAgent });
            lane.GiveBack();
        }
    }

    private static byte[] Key(string slug)
    {
        byte[] key = new byte[LinkKey.PrefixBytes + slug.Length];
        LinkKey.WritePrefix(key, DomainId);
        Encoding.ASCII.GetBytes(slug, key.AsSpan(LinkKey.PrefixBytes));
        return key;
    }

    private void Put(string slug, Action<LinkDocument> change)
    {
        var document = new LinkDocument { Url = "https://example.com/", RedirectStatus = 302, Enabled = true, ForwardQuery = true, AccountId = 5 };
        change(document);
        _store.Upsert(Key(slug), _compiler.Compile(1, document, 1));
    }

    private Answer Decide(string path, string userAgent, string query = "", string host = "go.example", RequestMethod method = RequestMethod.Get, bool isLastTry = false)
    {
        RedirectLane lane = _lanes.Take();
        try
        {
            RedirectDecision decision = _redirector.Decide(lane, new RedirectRequest
            {
                Method = method,
                Path = Encoding.ASCII.GetBytes(path),
                Query = Encoding.ASCII.GetBytes(query),
                Host = Encoding.ASCII.GetBytes(host),
                UserAgent = Encoding.ASCII.GetBytes(userAgent),
                RemoteAddress = [127, 0, 0, 1],
                IsLastTry = isLastTry,
                UnixTimeMs = 1_700_000_000_000,
            });
            return new Answer(decision.Status, decision.Page, Encoding.ASCII.GetString(decision.Location), Encoding.ASCII.GetString(decision.DeepLink));
        }
        finally
        {
            lane.GiveBack();
        }
    }

    private sealed record Answer(int Status, RedirectPage Page, string Location, string DeepLink);
}
