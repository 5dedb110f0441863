using System.Diagnostics;

namespace OneLink.Analytics.Queries;

/// <summary>The names of dimensions in APIs, and the columns behind them. The only way from a request to a column.</summary>
public static class ClickDimensions
{
    /// <summary>Stands for a dimension that a click does not have.</summary>
    public const string Unknown = "unknown";

    private static readonly Dictionary<string, ClickDimension> ByName = Enum.GetValues<ClickDimension>().ToDictionary(Name, StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<ClickDimension>().Select(Name)];

    public static bool TryParse(string name, out ClickDimension dimension) => ByName.TryGetValue(name, out dimension);

    public static string Name(this ClickDimension dimension) => dimension switch
    {
        ClickDimension.Country => "country",
        ClickDimension.Region => "region",
        ClickDimension.Platform => "platform",
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
        _ => throw new UnreachableException(),
    };

    /// <summary>The value as shown, of a row of <c>clicks</c>.</summary>
    internal static string Sql(this ClickDimension dimension) => dimension switch
    {
        ClickDimension.Country => "if(country = '', 'unknown', toString(country))",
        ClickDimension.Region => "if(region = '', 'unknown', toString(region))",
        ClickDimension.Platform => "if(platform = '', 'unknown', toString(platform))",
        ClickDimension.DeviceClass => "if(device_class = '', 'unknown', toString(device_class))",
        ClickDimension.Browser => "if(browser = '', 'unknown', toString(browser))",
        ClickDimension.InApp => "if(in_app = '', 'unknown', toString(in_app))",
        ClickDimension.Referrer => "if(referrer = '', 'unknown', toString(referrer))",
        ClickDimension.Language => "if(language = '', 'unknown', toString(language))",
        ClickDimension.Variant => "if(variant = '', 'unknown', toString(variant))",
        ClickDimension.Rule => "if(rule = '', 'unknown', toString(rule))",
        ClickDimension.Destination => "toString(destination)",
        ClickDimension.Trigger => "toString(trigger)",
        ClickDimension.Bot => "toString(kind)",
        ClickDimension.UtmSource => "if(utm_source = '', 'unknown', toString(utm_source))",
        ClickDimension.UtmMedium => "if(utm_medium = '', 'unknown', toString(utm_medium))",
        ClickDimension.UtmCampaign => "if(utm_campaign = '', 'unknown', toString(utm_campaign))",
        ClickDimension.UtmTerm => "if(utm_term = '', 'unknown', toString(utm_term))",
        ClickDimension.UtmContent => "if(utm_content = '', 'unknown', toString(utm_content))",
        _ => throw new UnreachableException(),
    };
}
