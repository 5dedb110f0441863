using OneLink.Admin.Contacts.Visitors;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>A contact as shown to himself.</summary>
internal sealed record ClientContactResponse(string SourceId, string PubsubToken, long Id, string Name, string? Email, string? PhoneNumber)
{
    public static ClientContactResponse Of(Visitor visitor) => new(
        visitor.Place.SourceId,
        visitor.Place.PubsubToken,
        visitor.Contact.Id,
        visitor.Contact.Name,
        Claims.EmailOf(visitor.Contact),
        Claims.PhoneNumberOf(visitor.Contact));
}
