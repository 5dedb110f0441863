namespace OneLink.Client.Feeds;

/// <summary>A stats query to save.</summary>
public sealed record FeedInput
{
    public required string Name { get; init; }

    /// <summary>Slug, <c>lnk_…</c> or <c>ext_…</c>; of the whole account where null.</summary>
    public string? Link { get; init; }

    /// <summary>Where a slug is looked for; null for the account's default domain.</summary>
    public string? Domain { get; init; }

    /// <summary>As behind the question mark of a stats call: <c>groupBy=country&amp;period=30d</c>.</summary>
    public string? Query { get; init; }
}
