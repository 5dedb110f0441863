using System.Text.Json.Nodes;
using OneLink.Admin.Json;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Contacts;

/// <summary>What of a contact's additional attributes lists are sorted and filtered by.</summary>
internal sealed record ContactPlace(string? Company, string? City, string? Country, string? CountryCode)
{
    public static ContactPlace Of(Contact contact)
    {
        var attributes = AttributeObject.Parse(contact.AdditionalAttributes);
        return new ContactPlace(
            Line(attributes, "company_name"),
            Line(attributes, "city"),
            Line(attributes, "country"),
            Line(attributes, "country_code"));
    }

    /// <summary>As much of it as an index holds.</summary>
    private static string? Line(JsonObject attributes, string name)
        => AttributeObject.Text(attributes, name) is { } text ? TextRules.Beginning(text, TextRules.LineLength) : null;
}
