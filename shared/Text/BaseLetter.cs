using System.Text;

namespace OneLink.Shared.Text;

/// <summary>What a letter is without its accents: how people type it who have no key for them.</summary>
public static class BaseLetter
{
    private const int FirstAccent = 0x300;
    private const int LastAccent = 0x36F;

    /// <summary>Whether the character is an accent of Latin, Greek and Cyrillic letters. Marks of other scripts are part of the word.</summary>
    public static bool IsAccent(Rune rune) => rune.Value is >= FirstAccent and <= LastAccent;

    /// <summary>The letter below the accents; the character itself where it has none.</summary>
    public static Rune Of(Rune rune)
    {
        if (rune.Value < 0x80)
        {
            return rune;
        }

        Span<int> parts = stackalloc int[NfcData.MaxDecomposition];
        var count = NfcData.Decompose(rune.Value, parts);
        return count > 1 && !parts[1..count].ContainsAnyExceptInRange(FirstAccent, LastAccent) ? new Rune(parts[0]) : rune;
    }
}
