using System.Diagnostics;

namespace OneLink.Analytics.Queries;

/// <summary>The names of dimensions in APIs, and the columns behind them. The only way from a request to a column.</summary>
public static class ClickDimensions
{
    /// <summary>Stands for a dimension that a click does not have.</summary>
    public const string Unknown = "unknown";

    /// <summary>Stands for all values past the limit.</summary>
    public const string Other = "other";

    private static readonly Dictionary<string, ClickDimension> ByName = Enum.GetValues<ClickDimension>().ToDictionary(Name, StringComparer.Ordinal);

    /// <summary>What the clicks of one link can be grouped by.</summary>
    public static IReadOnlyList<string> OfLink { get; } =
        [.. Enum.GetValues<ClickDimension>().Where(dimension => dimension is not (ClickDimension.Link or ClickDimension.Domain) && !dimension.IsOfLink()).Select(Name)];

    /// <summary>What the clicks of an account can be grouped by.</summary>
    public static IReadOnlyList<string> OfAccount { get; } = [.. Enum.GetValues<ClickDimension>().Select(Name)];

    public static bool TryParse(string name, out ClickDimension dimension) => ByName.TryGetValue(name, out dimension);

    public static string Name(this ClickDimension dimension) => dimension switch
    {
        ClickDimension.Country => "country",
        ClickDimension.Region => "region",
        ClickDimension.Platform => "platform",
        ClickDimension.OsVersion => "osVersion",
        ClickDimension.DeviceClass => "deviceClass",
        ClickDimension.Browser => "browser",
        ClickDimension.InApp => "inApp",
        ClickDimension.Referrer => "referrer",
        ClickDimension.Language => "language",
        ClickDimension.Variant => "variant",
        ClickDimension.Rule => "rule",
        ClickDimension.Destination => "destination",
        ClickDimension.Trigger => "trigger",
        ClickDimension.Bot => "bot",
        ClickDimension.UtmSource => "utmSource",
        ClickDimension.UtmMedium => "utmMedium",
        ClickDimension.UtmCampaign => "utmCampaign",
        ClickDimension.UtmTerm => "utmTerm",
        ClickDimension.UtmContent => "utmContent",
        ClickDimension.Weekday => "weekday",
        ClickDimension.Hour => "hour",
        ClickDimension.Link => "link",
        ClickDimension.Domain => "domain",
        ClickDimension.Tag => "tag",
        ClickDimension.Campaign => "campaign",
        ClickDimension.Contact => "contact",
        _ => throw new UnreachableException(),
    };

    /// <summary>Whether it is the link's and not the click's: as the link is now, joined from the table <c>links</c>.</summary>
    internal static bool IsOfLink(this ClickDimension dimension) => dimension is ClickDimension.Tag or ClickDimension.Campaign or ClickDimension.Contact;

    /// <summary>Whether the value depends on the local clock, so that a query needs the clock changes of the zone.</summary>
    internal static bool IsLocalTime(this ClickDimension dimension) => dimension is ClickDimension.Weekday or ClickDimension.Hour;

    /// <summary>Whether a click may lack it: the column is empty then, and the value is shown as <see cref="Unknown"/>.</summary>
    internal static bool MayBeUnknown(this ClickDimension dimension) => dimension is not (
        ClickDimension.Destination or ClickDimension.Trigger or ClickDimension.Bot
        or ClickDimension.Weekday or ClickDimension.Hour or ClickDimension.Link or ClickDimension.Domain or ClickDimension.Tag);

    /// <summary>
    /// The value as stored, in a row of <c>clicks</c>. Grouped and compared as it is, as columns of few different values
    /// are many times faster than the texts made of them.
    /// </summary>
    internal static string Column(this ClickDimension dimension) => dimension switch
    {
        ClickDimension.Country => "country",
        ClickDimension.Region => "region",
        ClickDimension.Platform => "platform",
        ClickDimension.OsVersion => "os_version",
        ClickDimension.DeviceClass => "device_class",
        ClickDimension.Browser => "browser",
        ClickDimension.InApp => "in_app",
        ClickDimension.Referrer => "referrer",
        ClickDimension.Language => "language",
        ClickDimension.Variant => "variant",
        ClickDimension.Rule => "rule",
        ClickDimension.Destination => "destination",
        ClickDimension.Trigger => "trigger",
        ClickDimension.Bot => "kind",
        ClickDimension.UtmSource => "utm_source",
        ClickDimension.UtmMedium => "utm_medium",
        ClickDimension.UtmCampaign => "utm_campaign",
        ClickDimension.UtmTerm => "utm_term",
        ClickDimension.UtmContent => "utm_content",
        ClickDimension.Weekday => "toUInt8((intDiv(local, 86400) + 3) % 7 + 1)",
        ClickDimension.Hour => "toUInt8(intDiv(local, 3600) % 24)",
        ClickDimension.Link => "link_id",
        ClickDimension.Domain => "domain_id",
        ClickDimension.Tag => "arrayJoin(if(empty(tags), ['unknown'], tags))",
        ClickDimension.Campaign => "campaign",
        ClickDimension.Contact => "if(contact_id = 0, '', toString(contact_id))",
        _ => throw new UnreachableException(),
    };

    /// <summary>Whether the column holds a number; parameters that are compared with it are numbers as well.</summary>
    internal static bool IsNumber(this ClickDimension dimension)
        => dimension is ClickDimension.Weekday or ClickDimension.Hour or ClickDimension.Link or ClickDimension.Domain;

    /// <summary>What the values of <see cref="Stored"/> are compared with.</summary>
    internal static string Comparable(this ClickDimension dimension)
        => dimension.MayBeUnknown() || dimension.IsNumber() ? dimension.Column() : $"toString({dimension.Column()})";

    /// <summary>What is shown as unknown is stored as nothing or, where the visitor chose the word, as the word.</summary>
    internal static IEnumerable<string> Stored(this ClickDimension dimension, IReadOnlyList<string> values)
        => dimension.MayBeUnknown() && values.Contains(Unknown, StringComparer.Ordinal) ? [.. values, ""] : values;

    /// <summary>The value as shown, in a row of <c>clicks</c>.</summary>
    internal static string Shown(this ClickDimension dimension)
        => dimension.MayBeUnknown() ? $"if({dimension.Column()} = '', 'unknown', toString({dimension.Column()}))" : $"toString({dimension.Column()})";
}
