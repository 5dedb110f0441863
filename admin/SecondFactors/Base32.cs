namespace OneLink.Admin.SecondFactors;

/// <summary>Base32 (RFC 4648) without padding, as apps that make codes take secrets.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerLetter = 5;

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[((bytes.Length * 8) + BitsPerLetter - 1) / BitsPerLetter];
        var (written, bits, held) = (0, 0, 0);
        foreach (var each in bytes)
        {
            (held, bits) = ((held << 8) | each, bits + 8);
            while (bits >= BitsPerLetter)
            {
                bits -= BitsPerLetter;
                text[written++] = Alphabet[(held >> bits) & 31];
            }

            held &= (1 << bits) - 1;
        }

        if (bits > 0)
        {
            text[written] = Alphabet[(held << (BitsPerLetter - bits)) & 31];
        }

        return new string(text);
    }
}
