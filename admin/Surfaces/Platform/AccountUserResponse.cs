using OneLink.Admin.Accounts;

namespace OneLink.Admin.Surfaces.Platform;

/// <summary>A person's place in an account, as stored.</summary>
internal sealed record AccountUserResponse
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public required long UserId { get; init; }

    public required string Role { get; init; }

    public required long? InviterId { get; init; }

    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public required string? ActiveAt { get; init; }

    public required string Availability { get; init; }

    public required bool AutoOffline { get; init; }

    public static AccountUserResponse Of(Membership membership) => new()
    {
        Id = membership.Id,
        AccountId = membership.AccountId,
        UserId = membership.UserId,
        Role = membership.Role,
        InviterId = membership.InviterId,
        CreatedAt = ApiTime.Iso(membership.CreatedAt),
        UpdatedAt = ApiTime.Iso(membership.UpdatedAt),
        ActiveAt = ApiTime.Iso(membership.ActiveAt),
        Availability = membership.Availability,
        AutoOffline = membership.IsAutoOffline != 0,
    };
}
