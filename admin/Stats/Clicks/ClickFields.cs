using System.Globalization;
using OneLink.Admin.Links;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats.Clicks;

/// <summary>The fields of a click in lists and exports, in order. Only ever added to, at the end.</summary>
/// <param name="names">Of links and domains.</param>
/// <param name="zone">Of the times.</param>
/// <param name="ofOrphans">Whether clicks that led to no link are listed, which have some fields more.</param>
internal sealed class ClickFields(StatsNames names, TimeZoneInfo zone, bool ofOrphans)
{
    public static IReadOnlyList<string> OfLinks { get; } =
    [
        "id", "time", "linkId", "link", "kind", "trigger", "destination", "status", "platform", "osVersion", "deviceClass", "browser", "inApp",
        "country", "region", "language", "referrer", "rule", "variant", "utmSource", "utmMedium", "utmCampaign", "utmTerm", "utmContent", "visitor",
    ];

    public static IReadOnlyList<string> OfOrphans { get; } = [.. OfLinks, "type", "domain", "slug"];

    public IReadOnlyList<string> Names => ofOrphans ? OfOrphans : OfLinks;

    /// <summary>Of each name its value; empty where nothing is known.</summary>
    public string[] Values(ListedClick click) =>
        [
            click.Id.ToString(), StatsTime.Format(click.Time, zone), .. Link(click.LinkId),
            click.Kind, click.Trigger, click.Destination, click.Status.ToString(CultureInfo.InvariantCulture),
            click.Platform, click.OsVersion, click.DeviceClass, click.Browser, click.InApp,
            click.Country, click.Region, click.Language, click.Referrer, click.Rule, click.Variant,
            click.UtmSource, click.UtmMedium, click.UtmCampaign, click.UtmTerm, click.UtmContent,
            click.Visitor == 0 ? "" : click.Visitor.ToString("x16", CultureInfo.InvariantCulture),
            .. ofOrphans ? Asked(click) : [],
        ];

    private string[] Link(ulong id)
        => id == 0 ? ["", ""] : [new LinkId((long)id).ToString(), names.Of(ClickDimension.Link, id.ToString(CultureInfo.InvariantCulture))];

    private string[] Asked(ListedClick click)
        => [click.Orphan, names.Of(ClickDimension.Domain, click.DomainId.ToString(CultureInfo.InvariantCulture)), click.Slug];
}
