namespace OneLink.Admin.Access.IntegrationKeys;

/// <summary>A key of the OnSync or the OneTalk API: a bearer secret, of which only its hash is kept. Times are Unix milliseconds.</summary>
internal sealed record IntegrationKey
{
    private const int ShownCharacters = 4;

    public required long Id { get; init; }

    public required long AccountId { get; init; }

    /// <summary>One of <see cref="IntegrationSurface"/>.</summary>
    public required string Surface { get; init; }

    public required string Name { get; init; }

    /// <summary>How it begins, by which people tell their keys apart.</summary>
    public required string KeyPrefix { get; init; }

    public required byte[] KeyHash { get; init; }

    /// <summary>Separated by spaces.</summary>
    public required string Scopes { get; init; }

    /// <summary>As of the last time it was written down (<see cref="KeyUses"/>).</summary>
    public long? LastUsedAt { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    public IReadOnlyList<string> ScopeNames => Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public bool Has(string scope) => ScopeNames.Contains(scope, StringComparer.Ordinal);

    /// <summary>A key that is not stored yet, and its secret, which is shown this once.</summary>
    public static (IntegrationKey Key, string Secret) New(long accountId, string surface, string name, IEnumerable<string> scopes, long at)
    {
        var key = new IntegrationKey
        {
            Id = 0,
            AccountId = accountId,
            Surface = surface,
            Name = name,
            KeyPrefix = "",
            KeyHash = [],
            Scopes = string.Join(' ', scopes),
            CreatedAt = at,
            UpdatedAt = at,
        };
        return key.WithNewSecret(at);
    }

    /// <summary>The key with another secret: the one it had opens nothing any more.</summary>
    public (IntegrationKey Key, string Secret) WithNewSecret(long at)
    {
        var prefix = IntegrationSurface.Prefix(Surface);
        var secret = SecretText.Secret(prefix);
        return (this with { KeyPrefix = secret[..(prefix.Length + ShownCharacters)], KeyHash = SecretHash.Of(secret), UpdatedAt = at }, secret);
    }
}
