namespace OneLink.Admin.CannedResponses;

/// <summary>A text that an account's people send often. Times are Unix milliseconds, as stored.</summary>
internal sealed record CannedResponse
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    /// <summary>By which people call it up.</summary>
    public string ShortCode { get; init; } = "";

    public string Content { get; init; } = "";

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }
}
