namespace OneLink.Admin.SuperAdmin;

/// <summary>What the directory reads of a person. Flags are 0 or 1, times Unix milliseconds, as stored.</summary>
internal sealed record UserRow
{
    public required long Id { get; init; }

    public required string Email { get; init; }

    public required string Name { get; init; }

    public required long IsSuperAdmin { get; init; }

    public long? ConfirmedAt { get; init; }

    public required long CreatedAt { get; init; }

    public required long Accounts { get; init; }

    public required long Sessions { get; init; }

    public long? LastSeenAt { get; init; }
}
