using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using OneLink.Shared.Text;

namespace OneLink.Shared.Links;

/// <summary>
/// International host names to ASCII: lower case, form C, Punycode. <see cref="System.Globalization.IdnMapping"/>
/// without ICU maps nothing before it encodes (<c>MÜNCHEN.de</c> becomes another name than <c>münchen.de</c>), so this
/// does the part of UTS #46 (non-transitional, as browsers do) that a link needs and refuses the rest: a character that
/// UTS #46 would replace by a look-alike is an error, but for full-width ASCII and the ideographic full stops.
/// </summary>
internal static class Idna
{
    /// <summary>Most characters of a host name in ASCII (RFC 1035, 2.3.4), without the final dot.</summary>
    internal const int MaxHostLength = 253;
    internal const int MaxLabelLength = 63;

    private const string AcePrefix = "xn--";

    // Input longer than this cannot end within MaxHostLength: no mapping shortens a label by more.
    private const int MaxInputLength = MaxHostLength * Nfc.MaxExpansion;

    /// <summary>Brings a host name into lower-case ASCII. Allocates nothing.</summary>
    /// <param name="host">Without port and brackets.</param>
    /// <param name="destination">Room for <see cref="MaxHostLength"/>.</param>
    /// <param name="written">Characters written.</param>
    [SkipLocalsInit]
    internal static HostError ToAscii(ReadOnlySpan<char> host, Span<char> destination, out int written)
    {
        written = 0;
        if (host.IsEmpty)
        {
            return HostError.Missing;
        }

        if (host.Length > MaxInputLength)
        {
            return HostError.TooLong;
        }

        // 1. Map each character, then form C.
        Span<char> mapped = stackalloc char[MaxInputLength];
        if (Map(host, mapped, out var mappedLength) is var error and not HostError.None)
        {
            return error;
        }

        Span<char> normalized = stackalloc char[MaxInputLength * Nfc.MaxExpansion];
        Nfc.TryNormalize(mapped[..mappedLength], normalized, out var length);
        ReadOnlySpan<char> name = normalized[..length];

        // 2. Each label for itself.
        foreach (var range in name.Split('.'))
        {
            var label = name[range];
            if (written > 0 && !TryAppend(".", destination, ref written))
            {
                return HostError.TooLong;
            }

            if (AppendLabel(label, destination, ref written) is var labelError and not HostError.None)
            {
                return labelError;
            }
        }

        return written <= MaxHostLength ? HostError.None : HostError.TooLong;
    }

    private static HostError Map(ReadOnlySpan<char> host, Span<char> mapped, out int length)
    {
        length = 0;
        while (!host.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(host, out var rune, out var units) != OperationStatus.Done)
            {
                return HostError.BadUnicode;
            }

            host = host[units..];
            var value = MapOne(rune.Value);
            if (value == Ignored)
            {
                continue;
            }

            if (value == Contested)
            {
                return HostError.Ambiguous;
            }

            if (!IsAllowed(value))
            {
                return value < 0x80 ? HostError.Character : HostError.Ambiguous;
            }

            // No mapping needs more units than its source had.
            length += new Rune(value).EncodeToUtf16(mapped[length..]);
        }

        return HostError.None;
    }

    private const int Ignored = -1;
    private const int Contested = -2;

    private static int MapOne(int codePoint)
    {
        const int FullWidthOffset = 0xFF01 - '!';
        return codePoint switch
        {
            // The ideographic full stops, which input methods write for a dot.
            0x3002 or 0xFF0E or 0xFF61 => '.',
            >= 0xFF01 and <= 0xFF5E => LowerCase.Of(codePoint - FullWidthOffset),

            // Soft hyphen and variation selectors: no part of a name.
            0xAD or (>= 0xFE00 and <= 0xFE0F) => Ignored,

            // Versions of UTS #46 differ over ẞ (ss or ß), and İ is lower case only with a second character.
            0x1E9E or 0x130 => Contested,

            // Cherokee folds to its capitals, which were there first.
            >= 0x13A0 and <= 0x13F5 => codePoint,
            >= 0x13F8 and <= 0x13FD => codePoint - 0x13F8 + 0x13F0,
            >= 0xAB70 and <= 0xABBF => codePoint - 0xAB70 + 0x13A0,

            // A final sigma is a letter of its own in a host name, although slugs fold it.
            0x3C2 => codePoint,
            _ => LowerCase.Of(codePoint),
        };
    }

    private static bool IsAllowed(int codePoint)
    {
        if (codePoint < 0x80)
        {
            return char.IsAsciiLetterOrDigit((char)codePoint) || codePoint is '-' or '_' or '.';
        }

        return codePoint is 0x200C or 0x200D
            || (HostCharacters.IsWordOrSymbol(codePoint) && !HostCharacters.IsCompatibility(codePoint));
    }

    [SkipLocalsInit]
    private static HostError AppendLabel(ReadOnlySpan<char> label, Span<char> destination, ref int written)
    {
        if (label.IsEmpty)
        {
            return HostError.EmptyLabel;
        }

        if (Ascii.IsValid(label))
        {
            return label.Length > MaxLabelLength ? HostError.LabelTooLong
                : TryAppend(label, destination, ref written) ? HostError.None : HostError.TooLong;
        }

        Span<int> codePoints = stackalloc int[MaxLabelLength];
        var count = 0;
        foreach (var rune in label.EnumerateRunes())
        {
            if (count == codePoints.Length)
            {
                return HostError.LabelTooLong;
            }

            codePoints[count++] = rune.Value;
        }

        if (!HostCharacters.JoinersFit(codePoints[..count]))
        {
            return HostError.Ambiguous;
        }

        Span<char> encoded = stackalloc char[MaxLabelLength - AcePrefix.Length];
        if (!Punycode.TryEncode(codePoints[..count], encoded, out var length))
        {
            return HostError.LabelTooLong;
        }

        return TryAppend(AcePrefix, destination, ref written) && TryAppend(encoded[..length], destination, ref written)
            ? HostError.None
            : HostError.TooLong;
    }

    private static bool TryAppend(ReadOnlySpan<char> text, Span<char> destination, ref int written)
    {
        if (!text.TryCopyTo(destination[written..]))
        {
            return false;
        }

        written += text.Length;
        return true;
    }
}
