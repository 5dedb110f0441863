using System.Text.Json.Serialization;
using OneLink.Admin.Accounts;
using OneLink.Admin.Presence;

namespace OneLink.Admin.Surfaces.Application;

/// <summary>One of the person's accounts.</summary>
internal sealed record ProfileAccount
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    public required string? ActiveAt { get; init; }

    public required string Role { get; init; }

    public required IReadOnlyList<string> Permissions { get; init; }

    public required string Availability { get; init; }

    public required string AvailabilityStatus { get; init; }

    public required bool AutoOffline { get; init; }

    /// <summary>Shown with the person, not here.</summary>
    [JsonIgnore]
    public long? InviterId { get; init; }

    public static ProfileAccount Of(Membership membership, Account account, PresenceTracker presence) => new()
    {
        Id = account.Id,
        Name = account.Name,
        Status = account.Status,
        ActiveAt = ApiTime.Iso(membership.ActiveAt),
        Role = membership.Role,
        Permissions = [membership.Role],
        Availability = membership.Availability,
        AvailabilityStatus = presence.StatusOf(membership),
        AutoOffline = membership.IsAutoOffline != 0,
        InviterId = membership.InviterId,
    };
}
