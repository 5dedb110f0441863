using System.Globalization;
using OneLink.Admin.Links;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats.Clicks;

/// <summary>The fields of a click in lists and exports, in order. Only ever added to, at the end.</summary>
internal sealed class ClickFields(StatsNames names, TimeZoneInfo zone)
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "id", "time", "linkId", "link", "kind", "trigger", "destination", "status", "platform", "osVersion", "deviceClass", "browser", "inApp",
        "country", "region", "language", "referrer", "rule", "variant", "utmSource", "utmMedium", "utmCampaign", "utmTerm", "utmContent", "visitor",
    ];

    /// <summary>Of each name its value; empty where nothing is known.</summary>
    public string[] Values(ListedClick click)
    {
        var link = click.LinkId.ToString(CultureInfo.InvariantCulture);
        return
        [
            click.Id.ToString(), StatsTime.Format(click.Time, zone), new LinkId((long)click.LinkId).ToString(), names.Of(ClickDimension.Link, link),
            click.Kind, click.Trigger, click.Destination, click.Status.ToString(CultureInfo.InvariantCulture),
            click.Platform, click.OsVersion, click.DeviceClass, click.Browser, click.InApp,
            click.Country, click.Region, click.Language, click.Referrer, click.Rule, click.Variant,
            click.UtmSource, click.UtmMedium, click.UtmCampaign, click.UtmTerm, click.UtmContent,
            click.Visitor == 0 ? "" : click.Visitor.ToString("x16", CultureInfo.InvariantCulture),
        ];
    }
}
