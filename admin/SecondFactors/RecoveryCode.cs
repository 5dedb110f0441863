using System.Security.Cryptography;
using OneLink.Admin.Access;

namespace OneLink.Admin.SecondFactors;

/// <summary>A code for whoever has lost the device: 80 random bits, good for one sign-in. Only its hash is stored.</summary>
internal static class RecoveryCode
{
    public const int Count = 10;

    private const int Groups = 4;
    private const int GroupLength = 4;

    /// <summary>Without letters and digits that look like others.</summary>
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    public static string New()
        => string.Join('-', Enumerable.Range(0, Groups).Select(static _ => RandomNumberGenerator.GetString(Alphabet, GroupLength)));

    /// <returns>Null where the text is not as long as a code; however it was copied, it is the same.</returns>
    public static byte[]? HashOf(string text)
    {
        var letters = string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return letters.Length == Groups * GroupLength ? SecretHash.Of(letters) : null;
    }
}
