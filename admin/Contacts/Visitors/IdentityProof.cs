using System.Security.Cryptography;
using System.Text;
using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Contacts.Visitors;

/// <summary>
/// What a visitor shows to be somebody: the account's own id of the person, and a code of it that only who holds the
/// inbox's key can make. It proves that id and nothing else: no e-mail address, no phone number.
/// </summary>
/// <param name="Identifier">Whom the visitor says to be; null for nobody.</param>
/// <param name="Hash">Hexadecimal HMAC-SHA256 of it under the inbox's key; null where none was sent.</param>
internal sealed record IdentityProof(string? Identifier, string? Hash)
{
    /// <summary>Whether something is to be proven: where the inbox asks everybody, or the visitor sends a code.</summary>
    public bool IsDueIn(Inbox inbox) => inbox.IsHmacMandatory != 0 || Hash is not null;

    public bool HoldsIn(Inbox inbox)
        => Identifier is not null && Hash is not null && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Hash.Trim().ToLowerInvariant()),
            Encoding.UTF8.GetBytes(HashOf(inbox, Identifier)));

    public static string HashOf(Inbox inbox, string identifier)
        => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(inbox.HmacSecret), Encoding.UTF8.GetBytes(identifier)));
}
