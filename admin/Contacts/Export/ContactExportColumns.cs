using System.Globalization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Contacts.Export;

/// <summary>What can be written of a contact.</summary>
internal static class ContactExportColumns
{
    private static readonly Dictionary<string, Func<Contact, string?>> ByName = new(StringComparer.Ordinal)
    {
        ["id"] = contact => contact.Id.ToString(CultureInfo.InvariantCulture),
        ["name"] = contact => contact.Name,
        ["email"] = contact => contact.Email,
        ["phone_number"] = contact => contact.PhoneNumber,
        ["identifier"] = contact => contact.Identifier,
        ["blocked"] = contact => contact.Blocked ? "true" : "false",
        ["company_name"] = contact => Additional(contact, "company_name"),
        ["city"] = contact => Additional(contact, "city"),
        ["country"] = contact => Additional(contact, "country"),
        ["country_code"] = contact => Additional(contact, "country_code"),
        ["additional_attributes"] = contact => contact.AdditionalAttributes,
        ["custom_attributes"] = contact => contact.CustomAttributes,
        ["last_activity_at"] = contact => Time(contact.LastActivityAt),
        ["created_at"] = contact => Time(contact.CreatedAt),
        ["updated_at"] = contact => Time(contact.UpdatedAt),
    };

    /// <summary>Where nobody asks for others.</summary>
    public static IReadOnlyList<string> Default { get; } = ["id", "name", "email", "phone_number"];

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    public static string[] Line(Contact contact, IReadOnlyList<string> columns) => [.. columns.Select(column => ByName[column](contact) ?? "")];

    private static string? Additional(Contact contact, string name) => AttributeObject.Text(AttributeObject.Parse(contact.AdditionalAttributes), name);

    private static string? Time(long? milliseconds)
        => milliseconds is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) : null;
}
