namespace OneLink.Admin.Accounts;

/// <summary>A person in an account. Flags are 0 or 1, times Unix milliseconds, as stored.</summary>
internal sealed record Membership
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public required long UserId { get; init; }

    /// <summary>One of <see cref="AccountRole"/>.</summary>
    public required string Role { get; init; }

    public long? InviterId { get; init; }

    /// <summary>One of <see cref="Accounts.Availability"/>.</summary>
    public string Availability { get; init; } = Accounts.Availability.Online;

    public long IsAutoOffline { get; init; } = 1;

    public long? ActiveAt { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    public bool IsAdministrator => string.Equals(Role, AccountRole.Administrator, StringComparison.Ordinal);
}
