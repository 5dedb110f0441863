using OneLink.Client.Http;

namespace OneLink.Client.Links;

/// <summary>Which links are meant; what is not set does not matter.</summary>
public sealed record LinkFilter
{
    public string? Domain { get; init; }

    public string? Tag { get; init; }

    /// <summary>A text in slug, destination or title.</summary>
    public string? Search { get; init; }

    public string? ExternalId { get; init; }

    public bool? Enabled { get; init; }

    public DateTimeOffset? CreatedAfter { get; init; }

    public DateTimeOffset? CreatedBefore { get; init; }

    internal Query ToQuery() => Query.Empty
        .With("domain", Domain)
        .With("tag", Tag)
        .With("search", Search)
        .With("externalId", ExternalId)
        .With("enabled", Enabled)
        .With("createdAfter", CreatedAfter)
        .With("createdBefore", CreatedBefore);
}
