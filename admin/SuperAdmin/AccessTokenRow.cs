namespace OneLink.Admin.SuperAdmin;

/// <summary>What the directory reads of an access token. Times are Unix milliseconds.</summary>
internal sealed record AccessTokenRow
{
    public required long Id { get; init; }

    public required string Kind { get; init; }

    public required long OwnerId { get; init; }

    public string? OwnerName { get; init; }

    public required long CreatedAt { get; init; }

    public long? LastUsedAt { get; init; }
}
