using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace OneLink.Shared.Text;

/// <summary>
/// Unicode normalisation form C without ICU. Every process runs with invariant globalization, where
/// <see cref="string.Normalize()"/> returns its input unchanged, and container images carry no ICU; keys made on
/// different machines must be equal all the same.
/// </summary>
/// <remarks>
/// Source: Unicode Standard Annex #15. Tables: <c>generate-nfc.mjs</c>. A lone surrogate is kept as it is and combines
/// with nothing.
/// </remarks>
public static class Nfc
{
    /// <summary>UTF-16 units that one unit can grow to (U+0390 and its like; UAX #15, table of expansion factors).</summary>
    public const int MaxExpansion = 3;

    // A letter with its marks; longer segments rent.
    private const int SegmentScratch = 32;

    /// <summary>What form C keeps wherever it stands.</summary>
    private static readonly SearchValues<char> Plain =
        SearchValues.Create([.. Enumerable.Range(0, NfcData.FirstRelevant).Select(value => (char)value)]);

    /// <summary>Unicode version of the tables.</summary>
    public static string UnicodeVersion => NfcTables.UnicodeVersion;

    /// <summary>Whether the text is in form C already. Allocates nothing.</summary>
    [SkipLocalsInit]
    public static bool IsNormalized(ReadOnlySpan<char> text)
    {
        var start = text.IndexOfAnyExcept(Plain);
        if (start < 0)
        {
            return true;
        }

        var lastRank = 0;
        for (var i = start; i < text.Length;)
        {
            var codePoint = Read(text, i, out var units);
            var rank = NfcData.Rank(codePoint);
            var check = NfcData.QuickCheck(codePoint);
            if (check == NfcData.Check.No || (rank != 0 && rank < lastRank))
            {
                return false;
            }

            if (check == NfcData.Check.Maybe)
            {
                // Only composing tells. From the last boundary on, since what is before it cannot change.
                return IsSame(text[LastBoundary(text, i)..]);
            }

            lastRank = rank;
            i += units;
        }

        return true;
    }

    /// <summary>Writes the text in form C. Allocates nothing.</summary>
    /// <param name="source">UTF-16 text.</param>
    /// <param name="destination">
    /// <see cref="MaxExpansion"/> times the source always fits. It must not overlap the source.
    /// </param>
    /// <param name="written">Units written.</param>
    /// <returns>Whether it fitted; where it did not, the content of the destination is undefined.</returns>
    [SkipLocalsInit]
    public static bool TryNormalize(ReadOnlySpan<char> source, Span<char> destination, out int written)
    {
        written = 0;
        var segment = new NfcSegment(stackalloc int[SegmentScratch]);
        try
        {
            var at = 0;
            while (at < source.Length)
            {
                // 1. What needs no look-up is copied, but for its last character, onto which the next may compose.
                var plain = source[at..].IndexOfAnyExcept(Plain);
                var copied = plain < 0 ? source.Length - at : plain - 1;
                if (copied > 0)
                {
                    if (!source.Slice(at, copied).TryCopyTo(destination[written..]))
                    {
                        return false;
                    }

                    at += copied;
                    written += copied;
                    continue;
                }

                // 2. One segment: up to the next boundary.
                segment.Clear();
                do
                {
                    segment.Add(Read(source, at, out var units));
                    at += units;
                }
                while (at < source.Length && !NfcData.IsBoundary(Read(source, at, out _)));

                segment.Compose();
                foreach (var codePoint in segment.CodePoints)
                {
                    if (!TryWrite(codePoint, destination[written..], out var units))
                    {
                        return false;
                    }

                    written += units;
                }
            }

            return true;
        }
        finally
        {
            segment.Dispose();
        }
    }

    /// <summary>The text in form C: the same instance where it is normalised already.</summary>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsNormalized(text))
        {
            return text;
        }

        var buffer = ArrayPool<char>.Shared.Rent(text.Length * MaxExpansion);
        try
        {
            return TryNormalize(text, buffer, out var written)
                ? new string(buffer, 0, written)
                : throw new InvalidOperationException("Form C grew beyond its bound.");
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    [SkipLocalsInit]
    private static bool IsSame(ReadOnlySpan<char> text)
    {
        const int StackUnits = 256;
        var needed = text.Length * MaxExpansion;
        char[]? rented = null;
        var buffer = needed <= StackUnits ? stackalloc char[StackUnits] : rented = ArrayPool<char>.Shared.Rent(needed);
        try
        {
            return TryNormalize(text, buffer, out var written) && text.SequenceEqual(buffer[..written]);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<char>.Shared.Return(rented);
            }
        }
    }

    private static int LastBoundary(ReadOnlySpan<char> text, int before)
    {
        for (var i = before - 1; i > 0; i--)
        {
            // The trailing half of a pair reads as a lone surrogate, which is a boundary: step over it.
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]))
            {
                continue;
            }

            if (NfcData.IsBoundary(Read(text, i, out _)))
            {
                return i;
            }
        }

        return 0;
    }

    private static int Read(ReadOnlySpan<char> text, int at, out int units)
    {
        var first = text[at];
        if (char.IsHighSurrogate(first) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            units = 2;
            return char.ConvertToUtf32(first, text[at + 1]);
        }

        units = 1;
        return first;
    }

    private static bool TryWrite(int codePoint, Span<char> destination, out int units)
    {
        if (Rune.TryCreate(codePoint, out var rune))
        {
            return rune.TryEncodeToUtf16(destination, out units);
        }

        // A lone surrogate, as it came.
        units = 1;
        if (destination.IsEmpty)
        {
            return false;
        }

        destination[0] = (char)codePoint;
        return true;
    }
}
