using System.Net;
using System.Text;
using OneLink.Shared.Clicks;
using OneLink.Shared.Devices;
using OneLink.Shared.Feed;
using OneLink.Shared.Routing;

namespace OneLink.Shared.Tests.Routing;

/// <summary>Asks the router about a document, so that a test is one line.</summary>
internal static class Router
{
    public const string IPhone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";

    public const string IPad =
        "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";

    public const string Android =
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";

    public const string Firefox = "Mozilla/5.0 (Android 15; Mobile; rv:146.0) Gecko/146.0 Firefox/146.0";
    public const string Desktop = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    public const string MacSafari =
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15";

    public const string Previewer = "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)";

    public static LinkDocument Link(Action<LinkDocument>? change = null)
    {
        var document = new LinkDocument { Url = "https://link/", RedirectStatus = 302, Enabled = true, ForwardQuery = true, AccountId = 5 };
        change?.Invoke(document);
        return document;
    }

    /// <summary>A rule for everybody of whom the conditions hold.</summary>
    public static Rule Rule(Condition when, string url = "https://rule/") => new() { Name = "r", When = when, Then = new Outcome { Url = url } };

    public static RouterAnswer Ask(
        LinkDocument document,
        string userAgent = Desktop,
        string query = "",
        string language = "",
        string country = "",
        string region = "",
        string address = "203.0.113.7",
        long time = 1_700_000_000_000,
        ulong linkId = 7,
        bool inspect = false,
        PasswordProof password = PasswordProof.None,
        RequestMethod method = RequestMethod.Get,
        OpenInboxes? openInboxes = null,
        bool carriesCode = false)
    {
        var bytes = new LinkCompiler().Compile(linkId, document, 1);
        Assert.False(bytes.IsEmpty, "The document is broken.");
        var link = new CompiledLink(bytes);
        var agent = Encoding.UTF8.GetBytes(userAgent);
        var device = DeviceClassifier.Classify(agent, default);
        var visit = new LinkVisit
        {
            Device = device,
            Kind = VisitorKind.Of(device.Bot, default, default, default, default),
            Own = OwnParametersParser.Parse(Encoding.UTF8.GetBytes(query)),
            Method = method,
            IsInspection = inspect,
            Password = password,
            Query = Encoding.UTF8.GetBytes(query),
            UserAgent = agent,
            AcceptLanguage = Encoding.UTF8.GetBytes(language),
            RemoteAddress = IPAddress.Parse(address).GetAddressBytes(),
            Host = "go.example"u8,
            Path = "a"u8,
            Place = new VisitorPlace(VisitorPlace.CountryNumber(Encoding.UTF8.GetBytes(country)), Encoding.UTF8.GetBytes(region)),
            OpenInboxes = openInboxes,
            CarriesCode = carriesCode,
            ClickIdHigh = 0x0123456789ABCDEF,
            ClickIdLow = 0x8123456789ABCDEF,
            UnixTimeMs = time,
        };
        if (LinkRouter.Admits(link, default, visit, out var decision))
        {
            decision = LinkRouter.Route(link, visit, new RouteBuffers());
        }

        return RouterAnswer.Of(decision);
    }
}
