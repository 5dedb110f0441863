using System.Text;

namespace OneLink.Admin.Links.Search;

/// <summary>What of a script matters for finding words in it.</summary>
internal static class Script
{
    /// <summary>
    /// Code points (Unicode 17, Blocks.txt) of Thai and Lao, Myanmar, Khmer, Japanese, Chinese; and Korean, whose spaces
    /// are between phrases.
    /// </summary>
    private static readonly (int First, int Last)[] Unspaced =
    [
        (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1100, 0x11FF), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3040, 0x318F),
        (0x31A0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F),
        (0x1B000, 0x1B16F), (0x20000, 0x3FFFF),
    ];

    /// <summary>Whether words of the script stand without spaces between them.</summary>
    public static bool WritesNoSpaces(Rune rune)
    {
        if (rune.Value < Unspaced[0].First)
        {
            return false;
        }

        foreach (var (first, last) in Unspaced)
        {
            if (rune.Value >= first && rune.Value <= last)
            {
                return true;
            }
        }

        return false;
    }
}
