using System.Globalization;
using System.Security.Cryptography;

namespace OneLink.Admin.Access;

/// <summary>
/// A person's password, hashed slowly: PBKDF2 with HMAC-SHA-256, 600,000 rounds (OWASP's figure), stored as
/// <c>pbkdf2-sha256$rounds$salt$hash</c> so that the rounds can be raised later.
/// </summary>
internal static class PasswordHash
{
    private const string Scheme = "pbkdf2-sha256";
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    /// <summary>A fifth of a second of one core. Tests that run within the admin, and make people by the hundred, say less in their host's configuration.</summary>
    private static readonly int Rounds = AppContext.GetData("OneLink.Admin.PasswordRounds") is string rounds
        ? int.Parse(rounds, NumberStyles.None, CultureInfo.InvariantCulture)
        : 600_000;

    public static string Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, Rounds, HashAlgorithmName.SHA256, HashBytes);
        return string.Create(CultureInfo.InvariantCulture, $"{Scheme}${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>Takes the same time whatever the password is; an empty hash matches none.</summary>
    public static bool Matches(string hash, string password)
    {
        if (hash.Split('$') is not [Scheme, var rounds, var salt, var expected])
        {
            return false;
        }

        var given = Rfc2898DeriveBytes.Pbkdf2(
            password, Convert.FromBase64String(salt), int.Parse(rounds, NumberStyles.None, CultureInfo.InvariantCulture), HashAlgorithmName.SHA256, HashBytes);
        return CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(expected), given);
    }
}
