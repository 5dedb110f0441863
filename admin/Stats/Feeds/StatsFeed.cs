namespace OneLink.Admin.Stats.Feeds;

/// <summary>A saved stats query, as stored.</summary>
internal sealed record StatsFeed
{
    public required string Id { get; init; }

    public required long AccountId { get; init; }

    public required string Token { get; init; }

    public required string Name { get; init; }

    /// <summary>Null: of the whole account.</summary>
    public long? LinkId { get; init; }

    /// <summary>As behind the question mark of a stats call.</summary>
    public required string Query { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long CreatedAt { get; init; }
}
