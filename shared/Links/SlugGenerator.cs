using System.Globalization;
using System.Security.Cryptography;

namespace OneLink.Shared.Links;

/// <summary>
/// Slugs nobody can guess or misread: cryptographically random and unbiased, from letters and digits without
/// look-alikes (no 0 O o, 1 l I i). 7 characters of 55 are 1.5 × 10¹² slugs.
/// </summary>
public static class SlugGenerator
{
    public const int DefaultLength = 7;
    public const int MinLength = 4;
    public const int MaxLength = 64;

    internal const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz";

    /// <summary>A new slug. Whether it is taken, or reserved, is for the caller to find out and to call again.</summary>
    /// <param name="length">Random characters, <see cref="MinLength"/> to <see cref="MaxLength"/>.</param>
    /// <param name="prefix">Put before them as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is outside its bounds.</exception>
    public static string Generate(int length = DefaultLength, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (!IsLength(length))
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, LengthError);
        }

        // GetString draws each character by rejection, so no character is likelier than another.
        return string.Concat(prefix, RandomNumberGenerator.GetString(Alphabet, length));
    }

    public static bool IsLength(int length) => length is >= MinLength and <= MaxLength;

    /// <summary>What to say of a length for which <see cref="IsLength"/> is false.</summary>
    public static string LengthError { get; } =
        string.Create(CultureInfo.InvariantCulture, $"must be between {MinLength} and {MaxLength}.");
}
