namespace OneLink.Shared.Text;

/// <summary>What normalisation asks about one code point.</summary>
internal static class NfcData
{
    /// <summary>Below this every code point is a starter that NFC keeps and nothing composes onto.</summary>
    internal const int FirstRelevant = 0x300;

    // Hangul syllables are composed by arithmetic (Unicode Standard, 3.12).
    private const int SyllableBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TailBase = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TailCount = 28;
    private const int SyllableCount = LeadCount * VowelCount * TailCount;

    /// <summary>Most code points that one decomposes to (U+1F82 and its like).</summary>
    internal const int MaxDecomposition = 4;

    internal enum Check : byte
    {
        Yes = 0,

        /// <summary>It composes with some character before it.</summary>
        Maybe = 1,

        /// <summary>NFC always replaces it.</summary>
        No = 2,
    }

    /// <summary>Order of the combining class; 0 for a starter.</summary>
    internal static byte Rank(int codePoint) => NfcTables.ClassRanks[Class(codePoint)];

    internal static Check QuickCheck(int codePoint) => (Check)NfcTables.ClassChecks[Class(codePoint)];

    /// <summary>Whether text may be cut before the code point: nothing before it composes with it or moves past it.</summary>
    internal static bool IsBoundary(int codePoint) => Class(codePoint) == 0;

    internal static bool IsVirama(int codePoint) => Rank(codePoint) == NfcTables.ViramaRank;

    /// <summary>Full canonical decomposition; the code point itself where it has none.</summary>
    /// <param name="codePoint">Any code point, surrogates too.</param>
    /// <param name="parts">Room for <see cref="MaxDecomposition"/> code points.</param>
    internal static int Decompose(int codePoint, Span<int> parts)
    {
        var syllable = codePoint - SyllableBase;
        if ((uint)syllable < SyllableCount)
        {
            parts[0] = LeadBase + (syllable / (VowelCount * TailCount));
            parts[1] = VowelBase + (syllable % (VowelCount * TailCount) / TailCount);
            var tail = syllable % TailCount;
            parts[2] = TailBase + tail;
            return tail == 0 ? 2 : 3;
        }

        var at = SortedTable.IndexOf<int>(NfcTables.DecompositionKeys, codePoint);
        if (at < 0)
        {
            parts[0] = codePoint;
            return 1;
        }

        var start = at == 0 ? 0 : NfcTables.DecompositionEnds[at - 1];
        var source = NfcTables.DecompositionParts.AsSpan(start..NfcTables.DecompositionEnds[at]);
        source.CopyTo(parts);
        return source.Length;
    }

    /// <summary>The primary composite of two code points, or -1.</summary>
    internal static int Compose(int first, int second)
    {
        var lead = first - LeadBase;
        if ((uint)lead < LeadCount)
        {
            var vowel = second - VowelBase;
            return (uint)vowel < VowelCount ? SyllableBase + (((lead * VowelCount) + vowel) * TailCount) : -1;
        }

        var syllable = first - SyllableBase;
        if ((uint)syllable < SyllableCount && syllable % TailCount == 0)
        {
            var tail = second - TailBase;
            return tail is > 0 and < TailCount ? first + tail : -1;
        }

        var at = SortedTable.IndexOf<ulong>(NfcTables.CompositionPairs, ((ulong)(uint)first << 32) | (uint)second);
        return at < 0 ? -1 : NfcTables.Composites[at];
    }

    private static byte Class(int codePoint)
    {
        var block = codePoint >> NfcTables.BlockBits;
        return block < NfcTables.Blocks.Length
            ? NfcTables.Classes[(NfcTables.Blocks[block] << NfcTables.BlockBits) + (codePoint & ((1 << NfcTables.BlockBits) - 1))]
            : (byte)0;
    }
}
