namespace OneLink.Client.Keys;

/// <summary>A key to make.</summary>
public sealed record ApiKeyInput
{
    public required string Name { get; init; }

    /// <summary>Such as <c>links:read</c>; only those that the calling key has.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Never where null.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
