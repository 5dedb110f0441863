using System.Buffers;
using System.Globalization;
using System.Text;

namespace OneLink.Shared.Links;

/// <summary>What a destination and a deep link have in common: text that goes into a header as it is.</summary>
internal static class UrlText
{
    /// <summary>Most characters of a URL, as sent and as stored.</summary>
    internal const int MaxLength = 32_000;

    /// <summary>What is wrong with the text whatever its scheme, or null.</summary>
    internal static string? Error(string text)
    {
        if (text.Length == 0)
        {
            return "must not be empty.";
        }

        if (text.Length > MaxLength)
        {
            return TooLong(text.Length);
        }

        for (var i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var units) != OperationStatus.Done)
            {
                return "holds half of a surrogate pair, which is no character; send valid Unicode.";
            }

            if (Rune.IsControl(rune))
            {
                return string.Create(CultureInfo.InvariantCulture, $"must not hold control characters, tabs or line breaks (U+{rune.Value:X4} at position {i}); remove it.");
            }

            if (Rune.IsWhiteSpace(rune))
            {
                return i == 0 || i + units == text.Length
                    ? "must not start or end with white space; remove it."
                    : string.Create(CultureInfo.InvariantCulture, $"must not hold white space (U+{rune.Value:X4} at position {i}); write %20 for a space.");
            }

            i += units;
        }

        return null;
    }

    internal static string TooLong(int length) =>
        string.Create(CultureInfo.InvariantCulture, $"has {length} characters; at most {MaxLength} are allowed, counted with non-ASCII characters percent-encoded.");

    /// <summary>Appends text with its non-ASCII characters percent-encoded as UTF-8, the rest byte for byte.</summary>
    internal static void AppendEncoded(StringBuilder target, ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExceptInRange('\0', '\x7F');
            if (plain < 0)
            {
                target.Append(text);
                return;
            }

            target.Append(text[..plain]);
            Rune.DecodeFromUtf16(text[plain..], out var rune, out var units);
            var length = rune.EncodeToUtf8(utf8);
            foreach (var value in utf8[..length])
            {
                target.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
            }

            text = text[(plain + units)..];
        }
    }
}
