using System.Text.Json.Serialization;
using OneLink.Admin.Contacts;
using OneLink.Admin.Json;
using OneLink.Admin.Presence;

namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>A contact as the account's people see it.</summary>
internal sealed record ContactResponse
{
    public required RawJson AdditionalAttributes { get; init; }

    public required string AvailabilityStatus { get; init; }

    public required string? Email { get; init; }

    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string? PhoneNumber { get; init; }

    public required bool Blocked { get; init; }

    public required string? Identifier { get; init; }

    public required string Thumbnail { get; init; }

    public required RawJson CustomAttributes { get; init; }

    /// <summary>Seconds since 1970.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required long? LastActivityAt { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Left out where not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ContactInboxResponse>? ContactInboxes { get; init; }

    public static ContactResponse Of(Contact contact, PresenceTracker presence) => new()
    {
        AdditionalAttributes = contact.AdditionalAttributes,
        AvailabilityStatus = presence.IsContactOnline(contact.AccountId, contact.Id) ? "online" : "offline",
        Email = contact.Email,
        Id = contact.Id,
        Name = contact.Name,
        PhoneNumber = contact.PhoneNumber,
        Blocked = contact.Blocked,
        Identifier = contact.Identifier,
        Thumbnail = contact.AvatarUrl ?? "",
        CustomAttributes = contact.CustomAttributes,
        LastActivityAt = ApiTime.Epoch(contact.LastActivityAt),
        CreatedAt = ApiTime.Epoch(contact.CreatedAt),
    };
}
