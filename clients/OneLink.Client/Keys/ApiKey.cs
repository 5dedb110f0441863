namespace OneLink.Client.Keys;

/// <summary>An API key.</summary>
public sealed record ApiKey
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Public identifier, <c>olk_…</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Only in the answer that made it.</summary>
    public string? Secret { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Addresses and CIDR ranges that it may be used from; any where empty.</summary>
    public required IReadOnlyList<string> AllowedIps { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Null where it never was.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
