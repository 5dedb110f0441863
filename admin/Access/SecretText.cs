using System.Security.Cryptography;

namespace OneLink.Admin.Access;

/// <summary>Makes the secrets that we hand out: a prefix that secret scanners and people recognise, then random letters and digits.</summary>
internal static class SecretText
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>40 characters of 62 are 238 bits.</summary>
    private const int SecretLength = 40;

    /// <summary>16 characters of 62 are 95 bits: unique, not secret.</summary>
    private const int IdentifierLength = 16;

    public static string Secret(string prefix) => prefix + RandomNumberGenerator.GetString(Alphabet, SecretLength);

    public static string Identifier(string prefix) => prefix + RandomNumberGenerator.GetString(Alphabet, IdentifierLength);
}
