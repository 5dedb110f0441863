namespace OneLink.Client.Keys;

/// <summary>A key to make.</summary>
public sealed record ApiKeyInput
{
    public required string Name { get; init; }

    /// <summary>Such as <c>links:read</c>; only those that the calling key has.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Addresses and CIDR ranges (<c>10.0.0.0/8</c>) that it may be used from; any where left out.</summary>
    public IReadOnlyList<string>? AllowedIps { get; init; }

    /// <summary>Never where null.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
