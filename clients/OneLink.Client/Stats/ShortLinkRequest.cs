namespace OneLink.Client.Stats;

/// <summary>One request that came to the account's domains. What is not known is null.</summary>
public abstract record ShortLinkRequest
{
    /// <summary>Time-ordered.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary><c>human</c>, <c>bot</c>, <c>preview</c> or <c>prefetch</c>.</summary>
    public required string Kind { get; init; }

    public string? Trigger { get; init; }

    public string? Destination { get; init; }

    /// <summary>What it was answered with; 0 in live streams.</summary>
    public int Status { get; init; }

    public string? Platform { get; init; }

    public string? OsVersion { get; init; }

    public string? DeviceClass { get; init; }

    public string? Browser { get; init; }

    public string? InApp { get; init; }

    public string? Country { get; init; }

    public string? Region { get; init; }

    public string? Language { get; init; }

    public string? Referrer { get; init; }

    public string? Rule { get; init; }

    public string? Variant { get; init; }

    public string? UtmSource { get; init; }

    public string? UtmMedium { get; init; }

    public string? UtmCampaign { get; init; }

    public string? UtmTerm { get; init; }

    public string? UtmContent { get; init; }

    /// <summary>Hash of the visitor, new with every UTC day.</summary>
    public string? Visitor { get; init; }
}
