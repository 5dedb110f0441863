using System.Text;
using OneLink.Admin.Domains;
using OneLink.Shared.Clicks;
using OneLink.Shared.Devices;
using OneLink.Shared.Places;
using OneLink.Shared.Routing;

namespace OneLink.Admin.Links.Test;

/// <summary>
/// Asks what the edge would answer: publishes the link as for an edge, compiles it as an edge does, and lets
/// <see cref="LinkRouter"/> decide. What only an edge knows (how many clicks are used up) is said instead.
/// </summary>
internal sealed class LinkTester(PlaceSource places, TimeProvider clock)
{
    public LinkTestResponse Test(StoredLink link, LinkDomain domain, OpenInboxes inboxes, LinkTestRequest request)
    {
        var compiled = new CompiledLink(new LinkCompiler().Compile((ulong)link.Id.Value, LinkPublisher.ToDocument(link), generation: 1));
        var userAgent = Encoding.UTF8.GetBytes(request.UserAgent);
        var region = Encoding.UTF8.GetBytes(request.Region);
        var address = request.Ip?.GetAddressBytes() ?? [];
        var place = request.Country.Length + request.Region.Length > 0
            ? new VisitorPlace(VisitorPlace.CountryNumber(Encoding.ASCII.GetBytes(request.Country)), region)
            : places.Current.Find(address);
        var device = DeviceClassifier.Classify(userAgent, HintsOf(request));
        var query = Encoding.UTF8.GetBytes(request.Query);
        var visit = new LinkVisit
        {
            Method = request.Method,
            Device = device,
            Kind = KindOf(device, request),
            Own = OwnParametersParser.Parse(query),
            Password = request.HasPassword ? PasswordProof.Right : PasswordProof.None,
            Query = query,
            UserAgent = userAgent,
            AcceptLanguage = Header(request, "accept-language"),
            RemoteAddress = address,
            Host = Encoding.UTF8.GetBytes(domain.Authority),
            Path = Encoding.UTF8.GetBytes(Uri.EscapeDataString(link.Slug)),
            IsPlainHttp = string.Equals(domain.Scheme, "http", StringComparison.Ordinal),
            Place = place,
            OpenInboxes = inboxes,
            UnixTimeMs = (request.Time ?? clock.GetUtcNow()).ToUnixTimeMilliseconds(),
        };

        if (LinkRouter.Admits(compiled, Encoding.UTF8.GetBytes(domain.ExpiredUrl ?? ""), visit, out var decision))
        {
            decision = LinkRouter.Route(compiled, visit, new RouteBuffers());
        }

        var rules = RulesOf(compiled, visit);
        return new LinkTestResponse
        {
            Status = decision.Status,
            Destination = Name(decision.Destination.ToString()),
            Page = decision.Page == RedirectPage.None ? null : Name(decision.Page.ToString()),
            Location = Text(decision.Location),
            DeepLink = Text(decision.DeepLink),
            Rule = Text(decision.Rule),
            Variant = Text(decision.Variant),
            Platform = device.Platform.Name(),
            Device = new LinkTestDevice(
                device.Platform.Name(),
                device.Class.Name(),
                device.Browser.Name(),
                device.InApp == InAppBrowser.None ? null : device.InApp.Name(),
                device.OsMajor == 0 ? null : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{device.OsMajor}.{device.OsMinor}"),
                device.Bot != BotKind.None),
            Visitor = Name(visit.Kind.ToString()),
            Country = place.Country == 0 ? null : $"{(char)(place.Country & 0xFF)}{(char)(place.Country >> 8)}",
            Region = Text(place.Region),
            Rules = rules,
            Reasons = [.. LinkTestReasons.Of(link, decision, visit.Kind, rules)],
        };
    }

    private static List<LinkTestRule> RulesOf(CompiledLink link, scoped in LinkVisit visit)
    {
        var rules = new List<LinkTestRule>();
        foreach (var rule in link.Rules)
        {
            var failed = new List<string>();
            var conditions = new RuleConditions(rule.Conditions);
            while (conditions.MoveNext())
            {
                if (!conditions.CurrentHolds(visit))
                {
                    failed.Add(conditions.Current.Name());
                }
            }

            rules.Add(new LinkTestRule(Encoding.UTF8.GetString(rule.Name), failed.Count == 0, failed));
        }

        return rules;
    }

    private static ClickKind KindOf(DeviceInfo device, LinkTestRequest request)
        => VisitorKind.Of(
            device.Bot, Header(request, "sec-purpose"), Header(request, "purpose"), Header(request, "x-moz"), Header(request, "x-purpose"));

    private static ClientHints HintsOf(LinkTestRequest request) => new()
    {
        SecChUa = Header(request, "sec-ch-ua"),
        SecChUaMobile = Header(request, "sec-ch-ua-mobile"),
        SecChUaPlatform = Header(request, "sec-ch-ua-platform"),
        SecChUaFormFactors = Header(request, "sec-ch-ua-form-factors"),
        XRequestedWith = Header(request, "x-requested-with"),
    };

    private static byte[] Header(LinkTestRequest request, string name)
        => request.Headers.TryGetValue(name, out var value) ? Encoding.UTF8.GetBytes(value) : [];

    private static string? Text(ReadOnlySpan<byte> utf8) => utf8.IsEmpty ? null : Encoding.UTF8.GetString(utf8);

    /// <summary>A member of an enumeration as the API writes it.</summary>
    private static string Name(string member) => char.ToLowerInvariant(member[0]) + member[1..];
}
