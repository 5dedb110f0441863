using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OneLink.Admin.SecondFactors;

/// <summary>One-time codes by time: RFC 6238 with HMAC-SHA-1, 30 seconds and 6 digits, which is what every app knows.</summary>
internal static class Totp
{
    public const int Digits = 6;

    /// <summary>160 bits, as long as the hash (RFC 4226, section 4).</summary>
    public const int SecretBytes = 20;

    /// <summary>Steps by which a device's clock may be off, to either side.</summary>
    private const int Tolerance = 1;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    public static long StepAt(DateTimeOffset time) => Math.DivRem(time.ToUnixTimeSeconds(), (long)Step.TotalSeconds).Quotient;

    /// <summary>The code of a time step.</summary>
    /// <param name="secret">Of the device.</param>
    /// <param name="step">Since 1970.</param>
    /// <param name="digits">How many, at most 8.</param>
    public static string Code(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // As a keyed hash SHA-1 is sound, and apps know no other.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350

        // RFC 4226, section 5.3: four bytes from where the last half byte says, without the sign.
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & int.MaxValue;
        var modulus = 1;
        for (var digit = 0; digit < digits; digit++)
        {
            modulus *= 10;
        }

        return (number % modulus).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <returns>The step whose code this is, the latest of those that count now; null where it is none's.</returns>
    public static long? MatchingStep(ReadOnlySpan<byte> secret, string code, DateTimeOffset now)
    {
        var given = Encoding.UTF8.GetBytes(code);
        long? found = null;

        // All are compared, so that the time it takes does not tell which one it was.
        for (var step = StepAt(now) - Tolerance; step <= StepAt(now) + Tolerance; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Code(secret, step)), given))
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>The address that a QR code holds for the device (Key URI format of Google Authenticator).</summary>
    /// <param name="secret">In Base32.</param>
    /// <param name="email">Whose.</param>
    public static string Uri(string secret, string email)
        => $"otpauth://totp/OneLink:{System.Uri.EscapeDataString(email)}?secret={secret}&issuer=OneLink&algorithm=SHA1&digits={Digits.ToString(CultureInfo.InvariantCulture)}&period={Step.TotalSeconds.ToString(CultureInfo.InvariantCulture)}";
}
