using System.Security.Cryptography;
using System.Text;

namespace OneLink.Admin.Access;

/// <summary>
/// SHA-256 of a secret that we generated. With at least 128 random bits there is nothing to guess, so that a slow password
/// hash would only cost every request its time.
/// </summary>
internal static class SecretHash
{
    public static byte[] Of(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Takes the same time wherever the two differ.</summary>
    public static bool Matches(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> given) => CryptographicOperations.FixedTimeEquals(stored, given);
}
