using System.Text.Json.Nodes;
using OneLink.Admin.Csv;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Contacts.Import;

/// <summary>
/// What the columns of a file are: those with a contact's own names fill its fields, <c>company</c>, <c>city</c>,
/// <c>country</c> and <c>country_code</c> its additional attributes, and all others custom attributes.
/// </summary>
internal sealed class ContactColumns(IReadOnlyList<string> header)
{
    private static readonly Dictionary<string, string> Additional = new(StringComparer.Ordinal)
    {
        ["company"] = "company_name",
        ["company_name"] = "company_name",
        ["city"] = "city",
        ["country"] = "country",
        ["country_code"] = "country_code",
    };

    private static readonly string[] Own = ["name", "email", "phone_number", "identifier"];

    private readonly IReadOnlyList<string> _names = [.. header.Select(Name)];

    /// <summary>Whether a header has a column that tells who somebody is.</summary>
    public static bool NamesSomebody(IEnumerable<string> header) => header.Select(Name).Any(Own.Contains);

    /// <summary>What a record says of a contact; an empty field says nothing.</summary>
    public ContactInput Read(CsvRecord record)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, field) in _names.Zip(record.Fields))
        {
            var text = CsvField.Unguarded(field).Trim();
            if (name.Length > 0 && text.Length > 0)
            {
                fields[name] = text;
            }
        }

        return new ContactInput
        {
            Name = Taken(fields, "name"),
            Email = Taken(fields, "email"),
            PhoneNumber = Phone(Taken(fields, "phone_number")),
            Identifier = Taken(fields, "identifier"),
            AdditionalAttributes = Members(fields, Additional.ContainsKey, name => Additional[name]),
            CustomAttributes = Members(fields, name => !Additional.ContainsKey(name), name => name),
        };
    }

    private static string Name(string column) => column.Trim().ToLowerInvariant().Replace(' ', '_');

    /// <summary>A field, which is then no attribute.</summary>
    private static Given<string?> Taken(Dictionary<string, string> fields, string name) => fields.Remove(name, out var text) ? text : Given<string?>.Not;

    /// <summary>Spreadsheets drop the plus of what looks like a number.</summary>
    private static Given<string?> Phone(Given<string?> number) => number is { IsGiven: true, Value: { } text } && !text.StartsWith('+') ? "+" + text : number;

    private static JsonObject Members(Dictionary<string, string> fields, Func<string, bool> isOne, Func<string, string> member)
    {
        var members = new JsonObject();
        foreach (var (name, text) in fields.Where(field => isOne(field.Key)))
        {
            members[member(name)] = text;
        }

        return members;
    }
}
