using OneLink.Shared.Clicks;
using OneLink.Shared.DeepLinks;
using OneLink.Shared.Devices;
using OneLink.Shared.Links;

namespace OneLink.Shared.Routing;

/// <summary>
/// What a link answers to a visit. The edge asks for every tap, the admin where somebody wants to know what the edge would
/// do (<c>POST /links/{slug}/test</c>): one code, so that the explanation cannot differ from the deed. Allocates nothing.
/// </summary>
/// <remarks>
/// Each of <c>url</c>, <c>fallbackUrl</c> and <c>deepLinkPath</c> comes from the first level that names it: the first rule
/// that holds, the visitor's variant, the platform, the link (api/links contract, "Which destination").
/// </remarks>
public static class LinkRouter
{
    private const ushort Found = 302;

    /// <summary>Whether the link is in force for this visit.</summary>
    /// <param name="link">The link.</param>
    /// <param name="domainExpiredUrl">Where the domain sends visitors of expired links; empty for nowhere.</param>
    /// <param name="visit">Who asks.</param>
    /// <param name="refusal">The answer where it is not.</param>
    public static bool Admits(CompiledLink link, ReadOnlySpan<byte> domainExpiredUrl, scoped in LinkVisit visit, out RedirectDecision refusal)
    {
        refusal = default;
        if (link.Has(LinkFlags.Disabled) || link.Schedule.IsPending(visit.UnixTimeMs))
        {
            refusal = new RedirectDecision { Status = 404, Page = RedirectPage.NotFound, Orphan = OrphanKind.Inactive, Link = link };
            return false;
        }

        if (link.Schedule.IsOver(visit.UnixTimeMs))
        {
            refusal = Expired(link, domainExpiredUrl);
            return false;
        }

        bool isLocked = link.Has(LinkFlags.Password);
        bool isForm = isLocked && visit.Password != PasswordProof.None;
        if (visit.Method == RequestMethod.Other && !isForm && link.RedirectStatus is 301 or 302)
        {
            refusal = new RedirectDecision { Status = 405, Page = RedirectPage.MethodNotAllowed };
            return false;
        }

        if (isLocked && visit.Password != PasswordProof.Right)
        {
            refusal = new RedirectDecision { Status = StatusOf(visit.Password), Page = PageOf(visit.Password), Link = link };
            return false;
        }

        return true;
    }

    /// <summary>The answer of a link that is over, by date or by number of clicks.</summary>
    public static RedirectDecision Expired(CompiledLink link, ReadOnlySpan<byte> domainExpiredUrl)
    {
        ReadOnlySpan<byte> url = link.Schedule.ExpiredUrl.IsEmpty ? domainExpiredUrl : link.Schedule.ExpiredUrl;
        return url.IsEmpty
            ? new RedirectDecision { Status = 410, Page = RedirectPage.Expired, Orphan = OrphanKind.Expired, Link = link }
            : new RedirectDecision { Status = Found, Location = url, Destination = DestinationKind.Expired, Orphan = OrphanKind.Expired, Link = link };
    }

    /// <summary>Where a link that is in force leads this visit.</summary>
    public static RedirectDecision Route(CompiledLink link, scoped in LinkVisit visit, RouteBuffers buffers)
    {
        RuleTable rules = link.Rules;
        LinkRule rule = rules.RuleFor(visit);
        LinkVariant variant = rules.VariantFor(link.LinkId, rule, visit);
        LinkTarget target = link.Target(visit.Device.Platform);
        ReadOnlySpan<byte> url = WebOf(link, rule.Outcome, variant.Outcome, target, out bool isFallback);
        ReadOnlySpan<byte> deepLink = visit.Device.Platform is Platform.Android or Platform.Ios or Platform.IpadOs
            ? DeepLinkOf(rule.Outcome, variant.Outcome, target)
            : default;
        ReadOnlySpan<byte> location = Forward(link, url, visit, buffers.WithPath, buffers.WithQuery);
        bool isTold = visit.CarriesCode && link.Has(LinkFlags.Chat);
        if (isTold)
        {
            location = WithCode(location, visit, buffers.Chat);
            deepLink = WithCode(deepLink, visit, buffers.AppChat);
        }

        var decision = new RedirectDecision
        {
            Link = link,
            Device = visit.Device,
            Rule = rule.Name,
            Variant = variant.Name,
            Indexable = link.Has(LinkFlags.Indexable),
            Location = location,
            Destination = isFallback ? DestinationKind.Fallback : DestinationKind.Url,
            Status = (visit.Own & OwnParameters.Skip) != 0 || visit.Method == RequestMethod.Other && link.Has(LinkFlags.Password) ? Found : link.RedirectStatus,
        };

        if (visit.IsInspection)
        {
            decision.Status = 200;
            decision.Page = RedirectPage.Inspection;
            decision.DeepLink = deepLink;
            decision.PageUrl = PageUrl(visit, isWithQuery: false, buffers);
            return decision;
        }

        // A crawler that draws cards gets the owner's; without one it draws the destination's. Search engines never do.
        if (visit.Kind == ClickKind.Preview && link.Brand.HasCard)
        {
            decision.Status = 200;
            decision.Page = RedirectPage.Card;
            decision.Destination = DestinationKind.Card;
            decision.PageUrl = PageUrl(visit, isWithQuery: false, buffers);
            return decision;
        }

        bool isPerson = visit.Kind == ClickKind.Human && (visit.Own & OwnParameters.Skip) == 0;
        if (isPerson && !deepLink.IsEmpty)
        {
            Attempt(ref decision, deepLink, target.Package, visit, buffers);
            return decision;
        }

        if (isPerson && link.Has(LinkFlags.ProbeTablet) && visit.Device is { Platform: Platform.MacOs, Browser: BrowserFamily.Safari, InApp: InAppBrowser.None })
        {
            AskForTablet(ref decision, rule.Outcome, variant.Outcome, visit, buffers);
            return decision;
        }

        bool dependsOnVisitor = isTold || link.Has(LinkFlags.Targets | LinkFlags.Rules | LinkFlags.Limit | LinkFlags.Password);
        decision.Cache = decision.Status is 301 or 308 && !dependsOnVisitor ? CachePolicy.Brief : CachePolicy.NoStore;
        return decision;
    }

    private static ushort StatusOf(PasswordProof proof) => proof switch
    {
        PasswordProof.Wrong => 401,
        PasswordProof.Refused => 429,
        _ => 200,
    };

    private static RedirectPage PageOf(PasswordProof proof) => proof switch
    {
        PasswordProof.None => RedirectPage.Password,
        PasswordProof.Unchecked => RedirectPage.PasswordCheck,
        PasswordProof.Refused => RedirectPage.PasswordRefused,
        _ => RedirectPage.PasswordWrong,
    };

    /// <summary>
    /// Where somebody without the app goes: <c>rule.fallbackUrl ?? rule.url ?? variant.fallbackUrl ?? variant.url ??
    /// platform.fallbackUrl ?? url</c>. A fallback of null says "none", and so ends the search for one, not for a URL.
    /// </summary>
    private static ReadOnlySpan<byte> WebOf(CompiledLink link, LinkOutcome rule, LinkOutcome variant, LinkTarget target, out bool isFallback)
    {
        isFallback = !rule.FallbackUrl.IsEmpty;
        if (isFallback || !rule.Url.IsEmpty)
        {
            return isFallback ? rule.FallbackUrl : rule.Url;
        }

        bool isNone = rule.NamesFallback;
        isFallback = !isNone && !variant.FallbackUrl.IsEmpty;
        if (isFallback || !variant.Url.IsEmpty)
        {
            return isFallback ? variant.FallbackUrl : variant.Url;
        }

        isNone |= variant.NamesFallback;
        isFallback = !isNone && !target.FallbackUrl.IsEmpty;
        return isFallback ? target.FallbackUrl : link.Url;
    }

    /// <summary>The platform's entry has the link's merged in already (<see cref="TargetTable"/>).</summary>
    private static ReadOnlySpan<byte> DeepLinkOf(LinkOutcome rule, LinkOutcome variant, LinkTarget target)
        => rule.NamesDeepLink ? rule.DeepLink : variant.NamesDeepLink ? variant.DeepLink : target.DeepLink;

    /// <summary>
    /// The page that opens the app: through an intent URI on Android, where the browser itself handles a missing app;
    /// through the plain URI elsewhere and in Firefox for Android, which would always follow the intent's fallback
    /// (mozilla/fenix#23397).
    /// </summary>
    private static void Attempt(
        ref RedirectDecision decision, ReadOnlySpan<byte> deepLink, ReadOnlySpan<byte> package, scoped in LinkVisit visit, RouteBuffers buffers)
    {
        decision.Status = 200;
        decision.Page = RedirectPage.DeepLink;
        decision.Destination = DestinationKind.DeepLinkPage;
        decision.DeepLink = deepLink;
        decision.PageUrl = PageUrl(visit, isWithQuery: false, buffers);
        if (visit.Device.Platform == Platform.Android)
        {
            if (PlayReferrer.TryWrite(decision.Location, visit.ClickIdHigh, visit.ClickIdLow, buffers.Store, out int store))
            {
                decision.Location = buffers.Store.AsSpan(0, store);
            }

            if (visit.Device.Browser != BrowserFamily.Firefox && IntentUri.MaxLength(deepLink, package, decision.Location) <= buffers.Intent.Length)
            {
                decision.DeepLink = buffers.Intent.AsSpan(0, IntentUri.Write(deepLink, package, decision.Location, buffers.Intent));
            }
        }

        int leadOut = LeadOut.Write(visit.Device, PageUrl(visit, isWithQuery: true, buffers), decision.Location, buffers.LeadOut);
        decision.LeadOut = buffers.LeadOut.AsSpan(0, leadOut);
    }

    /// <summary>Safari on an iPad sends a Mac's bytes; only a script can tell them apart. The page carries both answers.</summary>
    private static void AskForTablet(ref RedirectDecision decision, LinkOutcome rule, LinkOutcome variant, scoped in LinkVisit visit, RouteBuffers buffers)
    {
        LinkTarget tablet = decision.Link.Target(Platform.IpadOs);
        ReadOnlySpan<byte> url = WebOf(decision.Link, rule, variant, tablet, out _);
        decision.Status = 200;
        decision.Page = RedirectPage.TabletProbe;
        decision.DeepLink = DeepLinkOf(rule, variant, tablet);
        decision.TabletLocation = Forward(decision.Link, url, visit, buffers.TabletPath, buffers.TabletQuery);
        decision.PageUrl = PageUrl(visit, isWithQuery: false, buffers);
    }

    /// <summary>The destination with what the link lets through of the visitor's path and query; byte for byte as stored where that is nothing.</summary>
    private static ReadOnlySpan<byte> Forward(CompiledLink link, ReadOnlySpan<byte> url, scoped in LinkVisit visit, byte[] withPath, byte[] withQuery)
    {
        if (!visit.Rest.IsEmpty && PathAppend.TryAppend(url, visit.Rest, withPath, out int appended))
        {
            url = withPath.AsSpan(0, appended);
        }

        return !visit.Query.IsEmpty && link.Has(LinkFlags.ForwardQuery) && QueryMerge.TryMerge(url, visit.Query, withQuery, out int merged)
            ? withQuery.AsSpan(0, merged)
            : url;
    }

    /// <summary>A chat's address with the click's code; any other as it is.</summary>
    private static ReadOnlySpan<byte> WithCode(ReadOnlySpan<byte> url, scoped in LinkVisit visit, byte[] buffer)
        => ChatAddress.TryAddCode(url, visit.ClickIdHigh, visit.ClickIdLow, buffer, out int written) ? buffer.AsSpan(0, written) : url;

    /// <summary>The address of this very answer; empty where the request names none that fits.</summary>
    private static ReadOnlySpan<byte> PageUrl(scoped in LinkVisit visit, bool isWithQuery, RouteBuffers buffers)
    {
        ReadOnlySpan<byte> scheme = visit.IsPlainHttp ? "http://"u8 : "https://"u8;
        int length = scheme.Length + visit.Host.Length + 1 + visit.Path.Length + 1 + visit.Query.Length;
        if (visit.Host.IsEmpty || length > buffers.PageUrl.Length)
        {
            return default;
        }

        Span<byte> at = buffers.PageUrl;
        Append(scheme, ref at);
        Append(visit.Host, ref at);
        Append("/"u8, ref at);
        Append(visit.Path, ref at);
        if (isWithQuery && !visit.Query.IsEmpty)
        {
            Append("?"u8, ref at);
            Append(visit.Query, ref at);
        }

        return buffers.PageUrl.AsSpan(0, buffers.PageUrl.Length - at.Length);
    }

    private static void Append(scoped ReadOnlySpan<byte> source, ref Span<byte> destination)
    {
        source.CopyTo(destination);
        destination = destination[source.Length..];
    }
}
