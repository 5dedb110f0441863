namespace OneLink.Analytics.Queries;

/// <summary>What clicks can be grouped and filtered by. Each is a column of <c>clicks</c> (<see cref="ClickDimensions"/>).</summary>
public enum ClickDimension
{
    Country,
    Region,
    Platform,
    OsVersion,
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

    /// <summary>Day of the local week, 1 (Monday) to 7 (Sunday).</summary>
    Weekday,

    /// <summary>Hour of the local day, 0 to 23.</summary>
    Hour,

    /// <summary>Number of the link.</summary>
    Link,

    /// <summary>Number of the domain.</summary>
    Domain,

    /// <summary>Tag of the link, as it is now. A click of a link with two tags is in both.</summary>
    Tag,

    /// <summary>Campaign of the message that the link was made for.</summary>
    Campaign,

    /// <summary>Number of the contact that the link was made for.</summary>
    Contact,
}
