using OneLink.Admin.Contacts.Visitors;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>A contact as shown to himself after a change: what he can change, and nothing of the account's own.</summary>
internal sealed record ClientContactRecordResponse
{
    public required string SourceId { get; init; }

    public required string PubsubToken { get; init; }

    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string? Email { get; init; }

    public required string? PhoneNumber { get; init; }

    public required string? Identifier { get; init; }

    public required RawJson CustomAttributes { get; init; }

    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public static ClientContactRecordResponse Of(Visitor visitor) => new()
    {
        SourceId = visitor.Place.SourceId,
        PubsubToken = visitor.Place.PubsubToken,
        Id = visitor.Contact.Id,
        Name = visitor.Contact.Name,
        Email = Claims.EmailOf(visitor.Contact),
        PhoneNumber = Claims.PhoneNumberOf(visitor.Contact),
        Identifier = Claims.IdentifierOf(visitor.Contact),
        CustomAttributes = visitor.Contact.CustomAttributes,
        CreatedAt = ApiTime.Iso(visitor.Contact.CreatedAt),
        UpdatedAt = ApiTime.Iso(visitor.Contact.UpdatedAt),
    };
}
