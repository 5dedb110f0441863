namespace OneLink.Shared.Clicks;

/// <summary>
/// Ten letters by which a chat's first message names the click that led to it: what a person can see, and send, and what a
/// prefilled text has room for (docs/decisions/0022-links-and-conversations.md).
/// </summary>
/// <remarks>
/// Nine letters of Crockford's base 32 (https://www.crockford.com/base32.html: no I, L, O, U) are 45 bits of the click's
/// UUIDv7: its second modulo 2^21, which comes again after 24 days, and 24 of its random bits. The tenth is their sum over
/// GF(32), each weighted by another power of a generator, so that every single wrong letter, and every two that changed
/// places, are told. An app proves a click by its whole id; 50 of its random bits are not in the code.
/// </remarks>
public static class ClickCode
{
    /// <summary>Letters of a code.</summary>
    public const int Length = 10;

    /// <summary>Seconds after which the times of codes begin anew.</summary>
    public const long Period = 1L << SecondBits;

    private const int SecondBits = 21;
    private const int RandomBits = 24;
    private const int LetterBits = 5;
    private const int MsPerSecond = 1_000;

    private static ReadOnlySpan<byte> Letters => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"u8;

    /// <summary>Writes the code of a click.</summary>
    /// <param name="idHigh">The click's UUID, most significant half.</param>
    /// <param name="idLow">Least significant half.</param>
    /// <param name="destination">Receives <see cref="Length"/> ASCII letters.</param>
    public static void Write(ulong idHigh, ulong idLow, Span<byte> destination)
    {
        ulong second = (idHigh >> 16) / MsPerSecond % (ulong)Period;
        ulong bits = (second << RandomBits) | (idLow & ((1UL << RandomBits) - 1));
        int check = 0;
        for (int i = Length - 2; i >= 0; i--, bits >>= LetterBits)
        {
            int letter = (int)(bits & ((1 << LetterBits) - 1));
            destination[i] = Letters[letter];
            check ^= Weighted(letter, i);
        }

        destination[Length - 1] = Letters[check];
    }

    /// <summary>Reads a code as it was written: upper case, nothing exchanged for what looks like it, as programs carry it.</summary>
    /// <param name="text">Exactly the code.</param>
    /// <param name="second">Second of the click modulo <see cref="Period"/>.</param>
    /// <param name="random">The last 24 bits of its id.</param>
    /// <returns>False where it is none.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, out long second, out uint random)
    {
        (second, random) = (0, 0);
        if (text.Length != Length)
        {
            return false;
        }

        ulong bits = 0;
        int check = 0;
        for (int i = 0; i < Length; i++)
        {
            int letter = text[i] <= 'Z' ? Letters.IndexOf((byte)text[i]) : -1;
            if (letter < 0)
            {
                return false;
            }

            if (i < Length - 1)
            {
                bits = (bits << LetterBits) | (uint)letter;
                check ^= Weighted(letter, i);
            }
            else if (letter != check)
            {
                return false;
            }
        }

        second = (long)(bits >> RandomBits);
        random = (uint)(bits & ((1UL << RandomBits) - 1));
        return true;
    }

    /// <summary>The Unix second of which a code tells the last bits: the latest one up to <paramref name="now"/>.</summary>
    public static long SecondBefore(long second, long now) => now - (((now - second) % Period + Period) % Period);

    /// <summary>A letter times 2^(place + 1) in GF(2^5) with x^5 + x^2 + 1, of which 2 is a generator.</summary>
    private static int Weighted(int letter, int place)
    {
        for (int i = 0; i <= place; i++)
        {
            letter <<= 1;
            letter ^= (letter >> LetterBits) * 0b10_0101;
        }

        return letter;
    }
}
