using System.Text.Json.Serialization;
using OneLink.Admin.Accounts;
using OneLink.Admin.Json;
using OneLink.Admin.Presence;
using OneLink.Admin.Users;

namespace OneLink.Admin.Surfaces.Application;

/// <summary>A person as the others of the account see him.</summary>
internal sealed record AgentResponse
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public required string AvailabilityStatus { get; init; }

    public required bool AutoOffline { get; init; }

    public required bool Confirmed { get; init; }

    public required string Email { get; init; }

    public required string Provider { get; init; }

    public required string AvailableName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RawJson? CustomAttributes { get; init; }

    public required string Name { get; init; }

    public required string Role { get; init; }

    public required string Thumbnail { get; init; }

    public static AgentResponse Of(User user, Membership membership, PresenceTracker presence) => new()
    {
        Id = user.Id,
        AccountId = membership.AccountId,
        AvailabilityStatus = presence.StatusOf(membership),
        AutoOffline = membership.IsAutoOffline != 0,
        Confirmed = user.ConfirmedAt is not null,
        Email = user.Email,
        Provider = "email",
        AvailableName = user.AvailableName,
        CustomAttributes = user.CustomAttributes is AttributeObject.Empty ? (RawJson?)null : new RawJson(user.CustomAttributes),
        Name = user.Name,
        Role = membership.Role,
        Thumbnail = user.AvatarUrl ?? "",
    };
}
