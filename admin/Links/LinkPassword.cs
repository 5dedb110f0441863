using System.Security.Cryptography;

namespace OneLink.Admin.Links;

/// <summary>
/// A link's password, hashed slowly: PBKDF2 with HMAC-SHA-256. Fewer rounds than for a person's, because the edge compares
/// it beside its redirects and limits attempts: about 30 ms of a core each.
/// </summary>
/// <param name="Salt">Base64.</param>
/// <param name="Hash">Base64.</param>
/// <param name="Iterations">Rounds.</param>
internal sealed record LinkPassword(string Salt, string Hash, int Iterations)
{
    public const int MinLength = 4;
    public const int MaxLength = 200;

    private const int Rounds = 100_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    public static LinkPassword Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, Rounds, HashAlgorithmName.SHA256, HashBytes);
        return new LinkPassword(Convert.ToBase64String(salt), Convert.ToBase64String(hash), Rounds);
    }
}
