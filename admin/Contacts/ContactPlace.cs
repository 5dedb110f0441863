using OneLink.Admin.Json;

namespace OneLink.Admin.Contacts;

/// <summary>What of a contact's additional attributes lists are sorted and filtered by.</summary>
internal sealed record ContactPlace(string? Company, string? City, string? Country, string? CountryCode)
{
    public static ContactPlace Of(Contact contact)
    {
        var attributes = AttributeObject.Parse(contact.AdditionalAttributes);
        return new ContactPlace(
            AttributeObject.Text(attributes, "company_name"),
            AttributeObject.Text(attributes, "city"),
            AttributeObject.Text(attributes, "country"),
            AttributeObject.Text(attributes, "country_code"));
    }
}
