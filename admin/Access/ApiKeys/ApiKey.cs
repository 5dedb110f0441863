namespace OneLink.Admin.Access.ApiKeys;

/// <summary>A stored API key. Times are Unix milliseconds.</summary>
internal sealed record ApiKey
{
    public required string Id { get; init; }

    public required long AccountId { get; init; }

    public required string Name { get; init; }

    /// <summary>Public identifier, <c>olk_…</c>.</summary>
    public required string PublicKey { get; init; }

    public required byte[] SecretHash { get; init; }

    /// <summary>The secret before the last rotation, while its grace lasts.</summary>
    public byte[]? PreviousSecretHash { get; init; }

    public long? PreviousSecretUntil { get; init; }

    /// <summary>Separated by spaces.</summary>
    public required string Scopes { get; init; }

    public long? ExpiresAt { get; init; }

    /// <summary>Addresses and CIDR ranges that it may be used from, separated by commas; empty for any.</summary>
    public string AllowedNetworks { get; init; } = "";

    /// <summary>As of the last time it was written down (<see cref="KeyUses"/>).</summary>
    public long? LastUsedAt { get; init; }

    /// <summary>Requests a minute of each key of the account; null for the installation's default.</summary>
    public long? KeyRateLimit { get; init; }

    /// <summary>Requests a minute of all keys of the account; null for the default.</summary>
    public long? AccountRateLimit { get; init; }

    public required long CreatedAt { get; init; }

    public IReadOnlyList<string> ScopeNames => Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyList<string> Networks => AllowedNetworks.Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether <paramref name="secretHash"/> opens this key at <paramref name="now"/>.</summary>
    public bool Accepts(ReadOnlySpan<byte> secretHash, long now)
    {
        // Both comparisons always run, so that the time taken does not tell which secret was close.
        var current = Access.SecretHash.Matches(SecretHash, secretHash);
        var previous = Access.SecretHash.Matches(PreviousSecretHash ?? SecretHash, secretHash) && PreviousSecretUntil > now;
        return (current | previous) && (ExpiresAt is null || ExpiresAt > now);
    }
}
