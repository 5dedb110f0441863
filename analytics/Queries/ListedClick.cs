namespace OneLink.Analytics.Queries;

/// <summary>One request, as lists and exports show it. Texts are empty where nothing is known.</summary>
public sealed record ListedClick
{
    public required Guid Id { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>0 where there is no link.</summary>
    public required ulong LinkId { get; init; }

    public required string Kind { get; init; }

    public required string Trigger { get; init; }

    public required string Destination { get; init; }

    /// <summary>HTTP status that was answered.</summary>
    public required int Status { get; init; }

    public required string Platform { get; init; }

    public required string OsVersion { get; init; }

    public required string DeviceClass { get; init; }

    public required string Browser { get; init; }

    public required string InApp { get; init; }

    public required string Country { get; init; }

    public required string Region { get; init; }

    public required string Language { get; init; }

    public required string Referrer { get; init; }

    public required string Rule { get; init; }

    public required string Variant { get; init; }

    public required string UtmSource { get; init; }

    public required string UtmMedium { get; init; }

    public required string UtmCampaign { get; init; }

    public required string UtmTerm { get; init; }

    public required string UtmContent { get; init; }

    /// <summary>The same for the same visitor within one UTC day; 0 for programs.</summary>
    public required ulong Visitor { get; init; }

    /// <summary>Why it led to no link; <c>none</c> where it did.</summary>
    public required string Orphan { get; init; }

    public required ulong DomainId { get; init; }

    /// <summary>What was asked for; kept of orphans only.</summary>
    public required string Slug { get; init; }
}
