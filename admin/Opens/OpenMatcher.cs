using System.Text;
using OneLink.Admin.Domains;
using OneLink.Admin.Inboxes.Openings;
using OneLink.Admin.Links;
using OneLink.Admin.Opens.Tickets;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;
using OneLink.Shared.Clicks;
using OneLink.Shared.Places;
using OneLink.Shared.Routing;

namespace OneLink.Admin.Opens;

/// <summary>
/// Which click led to an app that was just opened, or installed and opened. In this order: the click that the install
/// referrer names; the link that opened the app, with the last tap on it from the same address; the last tap from there on
/// any link of the domain that no other app was given (docs/decisions/0007-deferred-deep-links.md).
/// </summary>
internal sealed partial class OpenMatcher(
    OpenLinks links, DomainRepository domains, OpenStore opens, TapsByAddress taps, ClicksById clicks, OpenTickets tickets, InboxOpenings openings, PlaceSource places, TimeProvider clock, ILogger<OpenMatcher> logger)
{
    /// <summary>How long after a tap an app is matched to it, and gets the same answer again.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Taps from one address that are tried, the latest first, when others have taken some.</summary>
    private const int MaxTaps = 200;

    /// <param name="request">What the app says.</param>
    /// <param name="visitor">Who says it.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ClickHouseException">The answer depends on clicks, and ClickHouse is away.</exception>
    public async Task<OpenOutcome> MatchAsync(OpenRequest request, OpenVisitor visitor, CancellationToken cancellationToken)
    {
        LinkDomain? named = null;
        if (request.Token is { Length: > 0 } token)
        {
            named = await domains.ByOpenTokenAsync(token, cancellationToken);
            if (named is null)
            {
                return OpenOutcome.Refused("The token is no domain's; GET /domains shows it as openToken.");
            }
        }

        if (request.ClickId is { } clickId && await ByClickAsync(clickId, named, visitor, cancellationToken) is { } referred)
        {
            return referred;
        }

        if (request.DeepLink is { Length: > 0 } deepLink)
        {
            return await ByLinkAsync(deepLink, named, visitor, cancellationToken);
        }

        var domain = named ?? (request.Domain is { Length: > 0 } host ? await domains.ServingAsync(host, cancellationToken) : null);
        return domain is null ? OpenOutcome.Of(OpenResponse.Nothing)
            : Demands(domain) && named is null ? OpenOutcome.Refused("This domain answers only with its token: send it as token.")
            : await ByAddressAsync(domain, visitor, cancellationToken);
    }

    /// <returns>Null where the click is not known, or not yet, or not the domain's: then the address may tell.</returns>
    private async Task<OpenOutcome?> ByClickAsync(Guid id, LinkDomain? named, OpenVisitor visitor, CancellationToken cancellationToken)
    {
        var found = await clicks.FindAsync([id], cancellationToken);
        if (found is not [var click] || click.LinkId == 0 || await links.ByIdAsync(checked((long)click.LinkId), cancellationToken) is not { } target
            || target.Link.AccountId != click.AccountId || (named is not null && named.Id != target.Domain.Id))
        {
            return null;
        }

        if (named is null && Demands(target.Domain))
        {
            return OpenOutcome.Refused("This domain answers only with its token: send it as token.");
        }

        await opens.NoteAsync(Note(click.ClickId, target.Link, visitor, click: null), cancellationToken);
        var ticket = await tickets.OfAsync(click, target.Link, cancellationToken);
        return OpenOutcome.Of(Answer(click.ClickId, target, RouteOf(click), PlatformOf(click), OpenResponse.Exact) with { Ticket = ticket.Ticket, NoTicket = ticket.NoTicket });
    }

    private async Task<OpenOutcome> ByLinkAsync(string deepLink, LinkDomain? named, OpenVisitor visitor, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(deepLink, UriKind.Absolute, out var address)
            || await links.FindAsync(address, cancellationToken) is not { } target
            || (named is not null && named.Id != target.Domain.Id))
        {
            return OpenOutcome.NoLink;
        }

        if (named is null && Demands(target.Domain))
        {
            return OpenOutcome.Refused("This domain answers only with its token: send it as token.");
        }

        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var inboxes = await openings.OfAsync(target.Link.Content, cancellationToken);
        if (Own(id, now, address, target.Link, inboxes, visitor) is not var (route, row))
        {
            return OpenOutcome.NoLink;
        }

        var keys = visitor.KeysOn(target.Domain.Id);
        var tap = await LastTapAsync(target, keys, visitor, now, cancellationToken);
        var noted = tap is null ? null : Note(tap.ClickId, target.Link, visitor, click: null) with { Time = tap.Time };
        var clickId = await opens.OpenAsync(Note(id.ToString("D"), target.Link, visitor, row), keys, noted, now - Window, cancellationToken);

        // The app shows what the tap promised, if there was one.
        return OpenOutcome.Of(
            tap is not null && string.Equals(tap.ClickId, clickId, StringComparison.Ordinal)
                ? Answer(clickId, target, RouteOf(tap), tap.Platform, OpenResponse.Exact)
                : Answer(clickId, target, route, visitor.PlatformName, OpenResponse.Exact));
    }

    private async Task<OpenOutcome> ByAddressAsync(LinkDomain domain, OpenVisitor visitor, CancellationToken cancellationToken)
    {
        var keys = visitor.KeysOn(domain.Id);
        if (keys.Length == 0)
        {
            return OpenOutcome.Of(OpenResponse.Nothing);
        }

        var now = clock.GetUtcNow();
        var found = await taps.FindAsync(domain.Id, keys, now - Window, linkId: 0, visitor.TapPlatforms, MaxTaps, cancellationToken);
        var candidates = found.Select(tap => new Opening(tap.ClickId, domain.Id, tap.LinkId, keys[0], now, Click: null)).ToList();
        if (await opens.TakeAsync(candidates, cancellationToken) is not { } taken || await links.ByIdAsync(taken.LinkId, cancellationToken) is not { } target)
        {
            return OpenOutcome.Of(OpenResponse.Nothing);
        }

        var tap = found.First(candidate => string.Equals(candidate.ClickId, taken.ClickId, StringComparison.Ordinal));
        return OpenOutcome.Of(Answer(tap.ClickId, target, RouteOf(tap), tap.Platform, OpenResponse.Probable));
    }

    /// <summary>The opening as a click of its own, and what it goes by; null where the link would not be answered.</summary>
    private (OpenRoute Route, string Row)? Own(Guid id, DateTimeOffset now, Uri address, StoredLink link, OpenInboxes inboxes, OpenVisitor visitor)
    {
        var compiled = new CompiledLink(new LinkCompiler().Compile((ulong)link.Id.Value, LinkPublisher.ToDocument(link), generation: 1));
        var query = Encoding.UTF8.GetBytes(address.Query.TrimStart('?'));
        var place = places.Current.Find(visitor.Address);
        var visit = new LinkVisit
        {
            Method = RequestMethod.Get,
            Device = visitor.Device,
            Kind = ClickKind.Human,
            Query = query,
            UserAgent = visitor.UserAgent,
            AcceptLanguage = visitor.AcceptLanguage,
            RemoteAddress = visitor.Address,
            Place = place,
            OpenInboxes = inboxes,
            UnixTimeMs = now.ToUnixTimeMilliseconds(),
        };
        return OpenRoute.Of(compiled, visit) is { } route ? (route, OpenClick.ToJson(id, now, link, query, compiled.Utm, visitor, place, route)) : null;
    }

    /// <summary>An app that was opened by a link is answered without ClickHouse, too: a tap that is not found is counted once more.</summary>
    private async Task<Tap?> LastTapAsync(
        (StoredLink Link, LinkDomain Domain) target, ulong[] keys, OpenVisitor visitor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (keys.Length == 0)
        {
            return null;
        }

        try
        {
            var found = await taps.FindAsync(target.Domain.Id, keys, now - Window, target.Link.Id.Value, visitor.TapPlatforms, limit: 1, cancellationToken);
            return found is [var tap] ? tap : null;
        }
        catch (ClickHouseException exception)
        {
            LogWithoutTaps(exception.Message);
            return null;
        }
    }

    private Opening Note(string clickId, StoredLink link, OpenVisitor visitor, string? click)
        => new(clickId, link.DomainId, link.Id.Value, visitor.KeysOn(link.DomainId) is [var key, ..] ? key : 0, clock.GetUtcNow(), click);

    private static bool Demands(LinkDomain domain) => DomainSettings.Parse(domain.Settings).OpenTokenRequired;

    private static OpenResponse Answer(string clickId, (StoredLink Link, LinkDomain Domain) target, OpenRoute route, string platform, string matched)
        => new(clickId, OpenedLink.Of(target.Link, target.Domain), route.DeepLinkOf(target.Link.Content, platform), matched, Ticket: null, NoTicket.NotByClick);

    private static OpenRoute RouteOf(Tap tap) => new(tap.Rule, tap.Variant);

    private static OpenRoute RouteOf(ClickFacts click) => new(ValueOf(click, "rule"), ValueOf(click, "variant"));

    private static string PlatformOf(ClickFacts click) => ValueOf(click, "platform");

    private static string ValueOf(ClickFacts click, string dimension)
        => click.Dimensions.First(pair => string.Equals(pair.Key, dimension, StringComparison.Ordinal)).Value;

    [LoggerMessage(EventId = 2602, Level = LogLevel.Warning, Message = "An opening is answered without looking for its tap: {Reason}")]
    private partial void LogWithoutTaps(string reason);
}
