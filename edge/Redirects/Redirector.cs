using OneLink.Edge.Clicks;
using OneLink.Edge.Domains;
using OneLink.Edge.Inboxes;
using OneLink.Edge.Limits;
using OneLink.Edge.Store;
using OneLink.Shared.Clicks;
using OneLink.Shared.Devices;
using OneLink.Shared.Links;
using OneLink.Shared.Networks;
using OneLink.Shared.Places;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Redirects;

/// <summary>
/// Decides where a request goes, and records it. Both lanes of the edge, the fast one and Kestrel's own stack, come here
/// with the same bytes and send what comes back. The steps:
/// <code>
///   request ─▶ 1 domain (Host) ─▶ 2 path of the edge itself? ─▶ 3 link (slug, FASTER) ─▶ 4 who asks (device, bot, prefetch)
///                                                                                          │
///   answer  ◀─ 8 record (spool) ◀─ 7 destination (rules, variants) ◀─ 6 clicks left? ◀─ 5 link in force? password?
/// </code>
/// Steps 5 and 7 are <see cref="LinkRouter"/>'s, which the admin asks too. Nothing here allocates, locks, waits or throws
/// on any input.
/// </summary>
internal sealed class Redirector(
    DomainTable domains, InboxTable inboxes, DailySalts salts, StoreReadiness readiness, ClickLimits limits, PlaceSource places, ClickPrivacy privacy)
{
    /// <summary>Segments that a forwarded path may have behind its slug: bounds the look-ups of one request.</summary>
    private const int MaxForwardedSegments = 8;

    private ClickPrivacy _privacy = privacy;

    /// <summary>Handles visitors so from the next requests on. From any thread.</summary>
    public void Use(ClickPrivacy changed) => Volatile.Write(ref _privacy, changed);

    public RedirectDecision Decide(RedirectLane lane, scoped in RedirectRequest request)
    {
        // :: Step 1: The domain.
        Domain? domain = lane.Domain.Find(domains.Current, request.Host);

        // :: Step 2: Paths of the edge itself.
        if (ReservedPath.Matches(request.Path, out RedirectPage own))
        {
            return Reserved(own, domain);
        }

        // :: Step 3: The link.
        ReadOnlySpan<byte> path = InspectedPath.Strip(request.Path, out bool isInspection);
        ReadOnlySpan<byte> rest = default;
        ReadOutcome outcome = domain is null ? ReadOutcome.NotFound : Find(lane, domain, path, out rest);
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
            return Localised(new RedirectDecision { Status = 503, Page = RedirectPage.Unavailable }, request);
        }

        // :: Step 4: Who asks.
        LinkVisit visit = VisitOf(lane, request);
        visit.IsInspection = isInspection;
        visit.Path = path;
        visit.Rest = rest;

        // :: Step 5: Is the link in force, and open to this visitor?
        if (!LinkRouter.Admits(link, domain.ExpiredUrl, visit, out RedirectDecision decision))
        {
            if (decision.Orphan != OrphanKind.None)
            {
                Record(lane, domain, request, visit, decision);
            }

            return Localised(decision, request);
        }

        // :: Step 6: Are there clicks left?
        if (link.Has(LinkFlags.Limit))
        {
            switch (TakeClick(link, visit))
            {
                case TakeOutcome.NoneLeft:
                    decision = LinkRouter.Expired(link, domain.ExpiredUrl);
                    Record(lane, domain, request, visit, decision);
                    return Localised(decision, request);
                case TakeOutcome.Asking when !request.IsLastTry:
                    return new RedirectDecision { AwaitsClicks = true };
                case TakeOutcome.Asking or TakeOutcome.CannotAsk:
                    // Not the same as none left: whoever comes back in a moment may get one.
                    return Localised(new RedirectDecision { Status = 503, Page = RedirectPage.Unavailable }, request);
            }
        }

        // :: Step 7: The destination.
        visit.CarriesCode = domain.TellsChats && link.Has(LinkFlags.Chat) && IsKnownClick(visit, request);
        decision = LinkRouter.Route(link, visit, lane.Buffers);

        // :: Step 8: The record.
        if (!isInspection)
        {
            Record(lane, domain, request, visit, decision);
        }

        return Localised(decision, request);
    }

    private static RedirectDecision Reserved(RedirectPage page, Domain? domain)
    {
        switch (page)
        {
            case RedirectPage.Robots:
                return new RedirectDecision { Status = 200, Page = page, Body = domain?.Robots };
            case RedirectPage.AppleApps when domain is { AppleApps.Length: > 0 }:
                return new RedirectDecision { Status = 200, Page = page, Body = domain.AppleApps };
            case RedirectPage.AndroidApps when domain is { AndroidApps.Length: > 0 }:
                return new RedirectDecision { Status = 200, Page = page, Body = domain.AndroidApps };
            default:
                return new RedirectDecision { Status = 404, Page = RedirectPage.NotFound };
        }
    }

    /// <summary>Only pages speak a language; a redirect need not look for one.</summary>
    private static RedirectDecision Localised(RedirectDecision decision, scoped in RedirectRequest request)
    {
        if (decision.Page != RedirectPage.None)
        {
            decision.Language = PageLanguages.Choose(request.AcceptLanguage);
        }

        return decision;
    }

    /// <summary>A person's visit takes one of the link's clicks; programs, HEAD and the curious only see whether there are any.</summary>
    private TakeOutcome TakeClick(CompiledLink link, scoped in LinkVisit visit)
        => visit.Kind == ClickKind.Human && visit.Method != RequestMethod.Head && !visit.IsInspection ? limits.TryTake(link.LinkId, link.MaxClicks)
            : limits.HasLeft(link.LinkId, link.MaxClicks) ? TakeOutcome.Taken
            : TakeOutcome.NoneLeft;

    /// <summary>Whether the visit is a person's, is recorded, and may be followed into a chat.</summary>
    private bool IsKnownClick(scoped in LinkVisit visit, scoped in RedirectRequest request)
        => visit.Kind == ClickKind.Human && visit.Method != RequestMethod.Head && !visit.IsInspection && (visit.Own & OwnParameters.NoTrack) == 0
            && !_privacy.Excludes(request) && !_privacy.IsAnonymous(request);

    private LinkVisit VisitOf(RedirectLane lane, scoped in RedirectRequest request)
    {
        DeviceInfo device = DeviceClassifier.Classify(request.UserAgent, request.Hints);
        var visit = new LinkVisit
        {
            Method = request.Method,
            Device = device,
            Kind = VisitorKind.Of(device.Bot, request.SecPurpose, request.Purpose, request.XMoz, request.XPurpose),
            Own = OwnParametersParser.Parse(request.Query),
            Password = request.Password,
            Query = request.Query,
            UserAgent = request.UserAgent,
            AcceptLanguage = request.AcceptLanguage,
            RemoteAddress = request.RemoteAddress,
            Host = request.Host,
            IsPlainHttp = request.IsPlainHttp,
            Place = PlaceOf(request),
            OpenInboxes = inboxes.Current,
            UnixTimeMs = request.UnixTimeMs,
        };
        lane.Ids.Next(request.UnixTimeMs, out visit.ClickIdHigh, out visit.ClickIdLow);
        return visit;
    }

    /// <summary>A proxy that knows the country has not always a region; the database's holds where both name the same country.</summary>
    private VisitorPlace PlaceOf(scoped in RedirectRequest request)
    {
        VisitorPlace place = places.Current.Find(request.RemoteAddress);
        return request.Country == 0 || request.Country == place.Country ? place : new VisitorPlace(request.Country, default);
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

    private RedirectDecision NotFound(RedirectLane lane, Domain? domain, scoped in RedirectRequest request)
    {
        if (!readiness.HasLinks)
        {
            // A new edge that has not seen the feed yet knows nothing, which is not the same as knowing that there is no link.
            return Localised(new RedirectDecision { Status = 503, Page = RedirectPage.Unavailable }, request);
        }

        OrphanKind orphan = ReservedPath.OrphanOf(request.Path);
        ReadOnlySpan<byte> url = domain is null ? default : orphan == OrphanKind.Root ? domain.RootUrl : domain.NotFoundUrl;
        RedirectDecision decision = url.IsEmpty
            ? new RedirectDecision { Status = 404, Page = RedirectPage.NotFound, Orphan = orphan }
            : new RedirectDecision { Status = 302, Location = url, Destination = DestinationKind.Domain, Orphan = orphan };
        if (!ReservedPath.IsScan(request.Path))
        {
            Record(lane, domain, request, VisitOf(lane, request), decision);
        }

        return Localised(decision, request);
    }

    private void Record(
        RedirectLane lane, Domain? domain, scoped in RedirectRequest request, scoped in LinkVisit visit, scoped in RedirectDecision decision)
    {
        if (request.Method == RequestMethod.Head || (visit.Own & OwnParameters.NoTrack) != 0 || _privacy.Excludes(request))
        {
            return;
        }

        scoped ClickRecord click = default;
        click.IdHigh = visit.ClickIdHigh;
        click.IdLow = visit.ClickIdLow;
        click.UnixTimeMs = request.UnixTimeMs;
        click.Kind = visit.Kind;
        click.Orphan = decision.Orphan;
        click.Trigger = (visit.Own & OwnParameters.Qr) != 0 ? ClickTrigger.Qr : (visit.Own & OwnParameters.Skip) != 0 ? ClickTrigger.Page : ClickTrigger.Link;
        click.Destination = decision.Destination;
        click.Device = visit.Device;
        click.Status = decision.Status;
        click.Country = visit.Place.Country;
        click.Region = visit.Place.Region;
        click.Rule = decision.Rule;
        click.Variant = decision.Variant;
        click.AccountId = domain?.AccountId ?? 0;
        click.DomainId = domain?.Id ?? 0;

        Span<byte> utm = stackalloc byte[UtmBlock.MaxBytes];
        if (decision.Orphan is OrphanKind.UnknownSlug or OrphanKind.Root)
        {
            click.Slug = request.Path;
        }
        else
        {
            click.LinkId = decision.Link.LinkId;
            click.AccountId = decision.Link.AccountId;
            click.Utm = utm[..UtmParameters.Extract(request.Query, decision.Link.Utm, utm)];
        }

        Span<byte> address = stackalloc byte[IpAddressParser.MaxBytes];
        if (!_privacy.IsAnonymous(request))
        {
            click.Address = address[.._privacy.Keep(request.RemoteAddress, address)];
        }

        if (visit.Kind == ClickKind.Human && !_privacy.IsAnonymous(request))
        {
            SipHash salt = salts.For(request.UnixTimeMs);
            click.Visitor = salt.Hash(click.AccountId, request.RemoteAddress, request.UserAgent);
            click.AddressKey = decision.Orphan == OrphanKind.None ? AddressKey.Of(salt, click.DomainId, request.RemoteAddress) : 0;
        }

        Span<byte> referrer = stackalloc byte[ReferrerHost.MaxBytes];
        click.Referrer = referrer[..ReferrerHost.Extract(request.Referer, referrer)];
        Span<byte> language = stackalloc byte[AcceptLanguage.MaxBytes];
        click.Language = language[..AcceptLanguage.Primary(request.AcceptLanguage, language)];
        lane.Clicks.Record(click);
    }
}
