using System.Text.Json.Nodes;
using OneLink.Admin.Json;

namespace OneLink.Admin.Contacts.Visitors;

/// <summary>
/// What a visitor says of himself that belongs to another contact already. It is kept beside the visitor's own contact, for
/// people to see, and shown to the visitor as if it were his: who asks must not learn whom the account knows.
/// </summary>
internal static class Claims
{
    private const string Name = "unverified";
    private const string Email = "email";
    private const string PhoneNumber = "phone_number";
    private const string Identifier = "identifier";

    public static string? EmailOf(Contact contact) => contact.Email ?? Find(contact, Email);

    public static string? PhoneNumberOf(Contact contact) => contact.PhoneNumber ?? Find(contact, PhoneNumber);

    public static string? IdentifierOf(Contact contact) => contact.Identifier ?? Find(contact, Identifier);

    /// <summary>The contact without what <paramref name="holders"/> have, which is noted as claimed.</summary>
    /// <param name="wanted">As the visitor would have it.</param>
    /// <param name="before">What it falls back to; null where it is new.</param>
    /// <param name="holders">Whoever has a value of it already.</param>
    public static Contact Note(Contact wanted, Contact? before, IReadOnlyCollection<Contact> holders)
    {
        var claimed = new JsonObject();
        if (holders.Any(holder => Same(holder.Email, wanted.Email)))
        {
            claimed[Email] = wanted.Email;
            wanted = wanted with { Email = before?.Email };
        }

        if (holders.Any(holder => Same(holder.PhoneNumber, wanted.PhoneNumber)))
        {
            claimed[PhoneNumber] = wanted.PhoneNumber;
            wanted = wanted with { PhoneNumber = before?.PhoneNumber };
        }

        if (holders.Any(holder => Same(holder.Identifier, wanted.Identifier)))
        {
            claimed[Identifier] = wanted.Identifier;
            wanted = wanted with { Identifier = before?.Identifier };
        }

        return claimed.Count == 0 ? wanted : wanted with
        {
            AdditionalAttributes = AttributeObject.Write(
                AttributeObject.DeepMerge(AttributeObject.Parse(wanted.AdditionalAttributes), new JsonObject { [Name] = claimed })),
        };
    }

    private static bool Same(string? held, string? wanted) => wanted is not null && string.Equals(held, wanted, StringComparison.Ordinal);

    private static string? Find(Contact contact, string name)
        => AttributeObject.Parse(contact.AdditionalAttributes)[Name] is JsonObject claimed ? AttributeObject.Text(claimed, name) : null;
}
