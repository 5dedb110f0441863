using System.Text.Json.Nodes;
using OneLink.Admin.Files;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Contacts;

/// <summary>What is to be stored of a contact; what is not given stays.</summary>
internal sealed record ContactInput
{
    public Given<string?> Name { get; init; }

    public Given<string?> Email { get; init; }

    public Given<string?> PhoneNumber { get; init; }

    public Given<string?> Identifier { get; init; }

    public Given<bool?> Blocked { get; init; }

    /// <summary>A picture that lies elsewhere.</summary>
    public Given<string?> AvatarUrl { get; init; }

    /// <summary>A picture, whatever <see cref="AvatarUrl"/> says.</summary>
    public Given<Avatar> Avatar { get; init; }

    /// <summary>Merged member by member.</summary>
    public Given<JsonObject?> AdditionalAttributes { get; init; }

    /// <summary>Merged member by member.</summary>
    public Given<JsonObject?> CustomAttributes { get; init; }

    /// <summary>Custom attributes that are taken away.</summary>
    public IReadOnlyCollection<string> RemovedCustomAttributes { get; init; } = [];

    /// <summary>The contact with this applied, not checked yet.</summary>
    public Contact ApplyTo(Contact contact, long at) => contact with
    {
        Name = Name.Or(contact.Name)?.Trim() ?? "",
        Email = Blank(Email.Or(contact.Email))?.ToLowerInvariant(),
        PhoneNumber = Blank(PhoneNumber.Or(contact.PhoneNumber)),
        Identifier = Blank(Identifier.Or(contact.Identifier)),
        IsBlocked = (Blocked.Or(null) ?? contact.Blocked) ? 1 : 0,
        AvatarFileId = AvatarOf(contact).FileId,
        AvatarUrl = AvatarOf(contact).Url,
        AdditionalAttributes = Json.AttributeObject.Merge(contact.AdditionalAttributes, AdditionalAttributes.Or(null)),
        CustomAttributes = Json.AttributeObject.Without(Json.AttributeObject.Merge(contact.CustomAttributes, CustomAttributes.Or(null)), RemovedCustomAttributes),
        UpdatedAt = at,
    };

    private Avatar AvatarOf(Contact contact)
        => new Avatar(contact.AvatarFileId, contact.AvatarUrl).Or(Avatar, AvatarUrl.IsGiven ? Blank(AvatarUrl.Value) : AvatarUrl);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
