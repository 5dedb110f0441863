namespace OneLink.Analytics.Queries;

/// <summary>What clicks can be grouped and filtered by. Each is a column of <c>clicks</c> (<see cref="ClickDimensions"/>).</summary>
public enum ClickDimension
{
    Country,
    Region,
    Platform,
    DeviceClass,
    Browser,
    InApp,
    Referrer,
    Language,
    Variant,
    Rule,
    Destination,
    Trigger,
    Bot,
    UtmSource,
    UtmMedium,
    UtmCampaign,
    UtmTerm,
    UtmContent,
}
