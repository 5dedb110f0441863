namespace OneLink.Admin.Accounts;

/// <summary>A tenant. Flags are 0 or 1, times Unix milliseconds, as stored.</summary>
internal sealed record Account
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    /// <summary>One of <see cref="AccountTier"/>, or null.</summary>
    public string? Tier { get; init; }

    /// <summary>One of <see cref="AccountStatus"/>.</summary>
    public string Status { get; init; } = AccountStatus.Active;

    public string Locale { get; init; } = "en";

    public string? Domain { get; init; }

    public string? SupportEmail { get; init; }

    /// <summary>JSON object: only flags that differ from their default (<see cref="AccountFeatures"/>).</summary>
    public string Features { get; init; } = "{}";

    /// <summary>JSON object.</summary>
    public string Limits { get; init; } = "{}";

    /// <summary>JSON object: auto_resolve_after (minutes), auto_resolve_message, auto_resolve_ignore_waiting, region, track_links, open_tickets, frame_ancestors (origins).</summary>
    public string Settings { get; init; } = "{}";

    /// <summary>JSON object.</summary>
    public string CustomAttributes { get; init; } = "{}";

    /// <summary>Requests a minute of each API key; null is the installation's.</summary>
    public long? KeyRateLimit { get; init; }

    /// <summary>Requests a minute of all API keys together; null is the installation's.</summary>
    public long? RateLimit { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    public bool IsSuspended => string.Equals(Status, AccountStatus.Suspended, StringComparison.Ordinal);
}
