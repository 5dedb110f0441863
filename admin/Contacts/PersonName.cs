using System.Text.Json.Nodes;
using OneLink.Admin.Json;

namespace OneLink.Admin.Contacts;

/// <summary>
/// A contact's name in two parts, for faces that have them. The parts are kept among the additional attributes, and count
/// for as long as they make up the name: a name that another face has given since is split at its first space.
/// </summary>
internal readonly record struct PersonName(string First, string Last)
{
    private const string FirstName = "first_name";
    private const string LastName = "last_name";

    public string Whole => Last.Length == 0 ? First : First.Length == 0 ? Last : $"{First} {Last}";

    public static PersonName Of(Contact contact)
    {
        var attributes = AttributeObject.Parse(contact.AdditionalAttributes);
        var stored = new PersonName(AttributeObject.Text(attributes, FirstName) ?? "", AttributeObject.Text(attributes, LastName) ?? "");
        if (string.Equals(stored.Whole, contact.Name, StringComparison.Ordinal))
        {
            return stored;
        }

        var space = contact.Name.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? new PersonName(contact.Name, "") : new PersonName(contact.Name[..space], contact.Name[(space + 1)..].TrimStart());
    }

    /// <summary>As additional attributes.</summary>
    public JsonObject Attributes => new() { [FirstName] = First, [LastName] = Last };
}
