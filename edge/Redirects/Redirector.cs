using OneLink.Edge.Clicks;
using OneLink.Edge.DeepLinks;
using OneLink.Edge.Devices;
using OneLink.Edge.Domains;
using OneLink.Edge.Routing;
using OneLink.Edge.Store;
using OneLink.Shared.Clicks;
using OneLink.Shared.Devices;
using OneLink.Shared.Links;

namespace OneLink.Edge.Redirects;

/// <summary>
/// Decides where a request goes, and records it. Both lanes of the edge, the fast one and Kestrel's own stack, come here
/// with the same bytes and send what comes back. The steps:
/// <code>
///   request ─▶ 1 reserved path?  ─▶ 2 domain (Host) ─▶ 3 link (slug, FASTER)
///                                                        │
///   answer  ◀─ 7 record (spool) ◀─ 6 destination ◀─ 5 link in force? ◀─ 4 who asks (device, bot, prefetch)
/// </code>
/// Nothing here allocates, locks, waits or throws on any input.
/// </summary>
internal sealed class Redirector(DomainTable domains, DailySalts salts, StoreReadiness readiness)
{
    /// <summary>Segments that a forwarded path may have behind its slug: bounds the look-ups of one request.</summary>
    private const int MaxForwardedSegments = 8;

    public RedirectDecision Decide(RedirectLane lane, scoped in RedirectRequest request)
    {
        // :: Step 1: Paths of the edge itself.
        if (ReservedPath.Matches(request.Path, out RedirectPage page))
        {
            return new RedirectDecision { Status = page == RedirectPage.Robots ? (ushort)200 : (ushort)404, Page = page };
        }

        // :: Step 2: The domain.
        Domain? domain = lane.Domain.Find(domains.Current, request.Host);

        // :: Step 3: The link.
        ReadOnlySpan<byte> rest = default;
        ReadOutcome outcome = domain is null ? ReadOutcome.NotFound : Find(lane, domain, request.Path, out rest);
        if (outcome == ReadOutcome.OnDisk)
        {
            return new RedirectDecision { IsPending = true };
        }

        if (domain is null || outcome == ReadOutcome.NotFound)
        {
            return NotFound(lane, domain, request);
        }

        var link = new CompiledLink(lane.Link.Span);
        if (!link.IsCurrentLayout || link.Has(LinkFlags.Unreadable))
        {
            return new RedirectDecision { Status = 503, Page = RedirectPage.Unavailable };
        }

        // :: Step 4: Who asks.
        DeviceInfo device = DeviceClassifier.Classify(request.UserAgent, request.Hints);
        ClickKind kind = KindOf(device, request);
        OwnParameters own = OwnParametersParser.Parse(request.Query);

        // :: Step 5: Is the link in force?
        LinkSchedule schedule = link.Schedule;
        if (link.Has(LinkFlags.Disabled) || schedule.IsPending(request.UnixTimeMs))
        {
            var inactive = new RedirectDecision { Status = 404, Page = RedirectPage.NotFound, Link = link };
            Record(lane, domain, request, device, kind, own, OrphanKind.Inactive, inactive);
            return inactive;
        }

        if (schedule.IsOver(request.UnixTimeMs))
        {
            RedirectDecision expired = Expired(domain, link, schedule);
            Record(lane, domain, request, device, kind, own, OrphanKind.Expired, expired);
            return expired;
        }

        if (request.Method == RequestMethod.Other && link.RedirectStatus is 301 or 302)
        {
            return new RedirectDecision { Status = 405, Page = RedirectPage.MethodNotAllowed };
        }

        // :: Step 6: The destination.
        RedirectDecision decision = Destination(lane, link, request, rest, device, kind, own);

        // :: Step 7: The record.
        Record(lane, domain, request, device, kind, own, OrphanKind.None, decision);
        return decision;
    }

    /// <summary>
    /// Reads the link of a path into the lane. Where there is none, shorter paths are tried, as far as a link among them
    /// forwards its path; <paramref name="rest"/> is then what follows its slug.
    /// </summary>
    private static ReadOutcome Find(RedirectLane lane, Domain domain, ReadOnlySpan<byte> path, out ReadOnlySpan<byte> rest)
    {
        rest = default;
        Span<byte> key = lane.Key;
        LinkKey.WritePrefix(key, domain.Id);
        if (path.IsEmpty || !SlugKey.TryFromPath(path, domain.CaseSensitive, key[LinkKey.PrefixBytes..], out int length))
        {
            return ReadOutcome.NotFound;
        }

        ReadOutcome outcome = lane.Links.Read(key[..(LinkKey.PrefixBytes + length)], lane.Link);
        if (outcome != ReadOutcome.NotFound)
        {
            return outcome;
        }

        ReadOnlySpan<byte> slug = path;
        for (int i = 0; i < MaxForwardedSegments; i++)
        {
            int slash = slug.LastIndexOf((byte)'/');
            if (slash <= 0)
            {
                return ReadOutcome.NotFound;
            }

            slug = slug[..slash];
            if (!SlugKey.TryFromPath(slug, domain.CaseSensitive, key[LinkKey.PrefixBytes..], out length))
            {
                continue;
            }

            outcome = lane.Links.Read(key[..(LinkKey.PrefixBytes + length)], lane.Link);
            if (outcome == ReadOutcome.Found)
            {
                rest = path[slash..];
                return new CompiledLink(lane.Link.Span).Has(LinkFlags.ForwardPath) ? ReadOutcome.Found : ReadOutcome.NotFound;
            }

            if (outcome == ReadOutcome.OnDisk)
            {
                return outcome;
            }
        }

        return ReadOutcome.NotFound;
    }

    private static ClickKind KindOf(scoped in DeviceInfo device, scoped in RedirectRequest request)
    {
        if (PrefetchHeaders.IsPrefetch(request.SecPurpose, request.Purpose, request.XMoz, request.XPurpose))
        {
            return ClickKind.Prefetch;
        }

        return device.Bot switch
        {
            BotKind.None => ClickKind.Human,
            BotKind.Preview => ClickKind.Preview,
            _ => ClickKind.Bot,
        };
    }

    private static RedirectDecision Destination(
        RedirectLane lane,
        CompiledLink link,
        scoped in RedirectRequest request,
        scoped ReadOnlySpan<byte> rest,
        scoped in DeviceInfo device,
        ClickKind kind,
        OwnParameters own)
    {
        LinkTarget target = link.Target(device.Platform);
        bool isFallback = !target.FallbackUrl.IsEmpty;
        var decision = new RedirectDecision
        {
            Link = link,
            Indexable = link.Has(LinkFlags.Indexable),
            Location = Forward(lane, link, isFallback ? target.FallbackUrl : link.Url, request, rest),
        };

        // A page would show a crawler or a preview nothing that the destination does not show better.
        if (!target.DeepLink.IsEmpty && kind == ClickKind.Human && (own & OwnParameters.Skip) == 0)
        {
            decision.Status = 200;
            decision.Page = RedirectPage.DeepLink;
            decision.Destination = DestinationKind.DeepLinkPage;
            decision.DeepLink = AttemptOf(lane, target, device, decision.Location);
            return decision;
        }

        bool dependsOnVisitor = link.Has(LinkFlags.Targets);
        decision.Status = (own & OwnParameters.Skip) != 0 ? (ushort)302 : link.RedirectStatus;
        decision.Destination = isFallback ? DestinationKind.Fallback : DestinationKind.Url;
        decision.Cache = decision.Status is 301 or 308 && !dependsOnVisitor ? CachePolicy.Brief : CachePolicy.NoStore;
        return decision;
    }

    /// <summary>The destination with what the link lets through of the visitor's path and query; byte for byte as stored where that is nothing.</summary>
    private static ReadOnlySpan<byte> Forward(
        RedirectLane lane, CompiledLink link, ReadOnlySpan<byte> url, scoped in RedirectRequest request, scoped ReadOnlySpan<byte> rest)
    {
        if (!rest.IsEmpty && PathAppend.TryAppend(url, rest, lane.WithPath, out int appended))
        {
            url = lane.WithPath.AsSpan(0, appended);
        }

        return !request.Query.IsEmpty && link.Has(LinkFlags.ForwardQuery) && QueryMerge.TryMerge(url, request.Query, lane.WithQuery, out int merged)
            ? lane.WithQuery.AsSpan(0, merged)
            : url;
    }

    /// <summary>
    /// What opens the app: an intent URI on Android, where the browser itself handles a missing app; the plain URI
    /// elsewhere and in Firefox for Android, which would always follow the intent's fallback (mozilla/fenix#23397).
    /// </summary>
    private static ReadOnlySpan<byte> AttemptOf(RedirectLane lane, LinkTarget target, scoped in DeviceInfo device, ReadOnlySpan<byte> fallback)
    {
        if (device.Platform != Platform.Android || device.Browser == BrowserFamily.Firefox)
        {
            return target.DeepLink;
        }

        return IntentUri.MaxLength(target.DeepLink, target.Package, fallback) <= lane.Intent.Length
            ? lane.Intent.AsSpan(0, IntentUri.Write(target.DeepLink, target.Package, fallback, lane.Intent))
            : target.DeepLink;
    }

    private static RedirectDecision Expired(Domain domain, CompiledLink link, LinkSchedule schedule)
    {
        ReadOnlySpan<byte> url = schedule.ExpiredUrl.IsEmpty ? domain.ExpiredUrl : schedule.ExpiredUrl;
        return url.IsEmpty
            ? new RedirectDecision { Status = 410, Page = RedirectPage.Expired, Link = link }
            : new RedirectDecision { Status = 302, Location = url, Destination = DestinationKind.Expired, Link = link };
    }

    private RedirectDecision NotFound(RedirectLane lane, Domain? domain, scoped in RedirectRequest request)
    {
        if (!readiness.HasLinks)
        {
            // A new edge that has not seen the feed yet knows nothing, which is not the same as knowing that there is no link.
            return new RedirectDecision { Status = 503, Page = RedirectPage.Unavailable };
        }

        OrphanKind orphan = ReservedPath.OrphanOf(request.Path);
        ReadOnlySpan<byte> url = domain is null ? default : orphan == OrphanKind.Root ? domain.RootUrl : domain.NotFoundUrl;
        RedirectDecision decision = url.IsEmpty
            ? new RedirectDecision { Status = 404, Page = RedirectPage.NotFound }
            : new RedirectDecision { Status = 302, Location = url, Destination = DestinationKind.Domain };
        if (!ReservedPath.IsScan(request.Path))
        {
            DeviceInfo device = DeviceClassifier.Classify(request.UserAgent, request.Hints);
            Record(lane, domain, request, device, KindOf(device, request), OwnParametersParser.Parse(request.Query), orphan, decision);
        }

        return decision;
    }

    private void Record(
        RedirectLane lane,
        Domain? domain,
        scoped in RedirectRequest request,
        scoped in DeviceInfo device,
        ClickKind kind,
        OwnParameters own,
        OrphanKind orphan,
        scoped in RedirectDecision decision)
    {
        if (request.Method == RequestMethod.Head || (own & OwnParameters.NoTrack) != 0)
        {
            return;
        }

        scoped ClickRecord click = default;
        lane.Ids.Next(request.UnixTimeMs, out click.IdHigh, out click.IdLow);
        click.UnixTimeMs = request.UnixTimeMs;
        click.Kind = kind;
        click.Orphan = orphan;
        click.Trigger = (own & OwnParameters.Qr) != 0 ? ClickTrigger.Qr : (own & OwnParameters.Skip) != 0 ? ClickTrigger.Page : ClickTrigger.Link;
        click.Destination = decision.Destination;
        click.Device = device;
        click.Status = decision.Status;
        click.AccountId = domain?.AccountId ?? 0;
        click.DomainId = domain?.Id ?? 0;

        Span<byte> utm = stackalloc byte[UtmBlock.MaxBytes];
        if (orphan is OrphanKind.UnknownSlug or OrphanKind.Root)
        {
            click.Slug = request.Path;
        }
        else
        {
            click.LinkId = decision.Link.LinkId;
            click.AccountId = decision.Link.AccountId;
            click.Utm = utm[..UtmParameters.Extract(request.Query, decision.Link.Utm, utm)];
        }

        if (kind == ClickKind.Human)
        {
            click.Visitor = salts.For(request.UnixTimeMs).Hash(click.AccountId, request.RemoteAddress, request.UserAgent);
        }

        Span<byte> referrer = stackalloc byte[ReferrerHost.MaxBytes];
        click.Referrer = referrer[..ReferrerHost.Extract(request.Referer, referrer)];
        Span<byte> language = stackalloc byte[AcceptLanguage.MaxBytes];
        click.Language = language[..AcceptLanguage.Primary(request.AcceptLanguage, language)];
        lane.Clicks.Record(click);
    }
}
