namespace OneLink.Client.Feeds;

/// <summary>A saved stats query at a public address.</summary>
public sealed record Feed
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Null: of the whole account.</summary>
    public string? LinkId { get; init; }

    public required string Query { get; init; }

    public required string Token { get; init; }

    /// <summary>What goes into the tool; whoever has it reads the feed.</summary>
    public required string Url { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
