using OneLink.Admin.Contacts;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Application.Search;

/// <summary>A contact that was found. The time is in Unix seconds.</summary>
internal sealed record FoundContactResponse(
    string? Email, long Id, string Name, string? PhoneNumber, string? Identifier, RawJson AdditionalAttributes, long? LastActivityAt)
{
    public static FoundContactResponse Of(Contact contact)
        => new(
            contact.Email,
            contact.Id,
            contact.Name,
            contact.PhoneNumber,
            contact.Identifier,
            contact.AdditionalAttributes,
            contact.LastActivityAt is { } at ? at / 1_000 : null);
}
