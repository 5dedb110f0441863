using System.Globalization;
using System.Text;

namespace OneLink.Shared.Links;

/// <summary>
/// The characters of a slug. Letters, marks, numbers and pictographs are told by general category, which the runtime
/// carries itself (no ICU).
/// </summary>
/// <remarks>
/// Emoji (UTS #51) are nearly all of category So; the rule adds what is not: eight older symbols with emoji
/// presentation, skin tones (Sk), the tags of regional flags (Cf), the zero-width joiner between two pictographs (Cf), and
/// the block range that Unicode keeps for pictographs to come. Variation selectors and the keycap are marks.
/// The number sign and the asterisk are refused even as keycaps: the one starts a fragment.
/// </remarks>
internal static class SlugCharacters
{
    private const int ZeroWidthJoiner = 0x200D;
    private const int EmojiPresentation = 0xFE0F;
    private const int BlackFlag = 0x1F3F4;
    private const int FirstPictograph = 0x1F000;
    private const int LastPictograph = 0x1FAFF;
    private const int FirstTag = 0xE0020;
    private const int LastTag = 0xE007F;

    internal static bool IsAllowed(string slug, int at, Rune rune) =>
        rune.IsAscii
            ? char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '-' or '_' or '.' or '~' or '/'
            : IsWordCharacter(rune) || IsPictograph(rune) || IsJoinerBetweenPictographs(slug, at, rune) || IsTagOfFlag(slug, at, rune);

    internal static string Error(Rune rune)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");
        return rune.Value switch
        {
            ' ' => "must not hold a space; write '-' or '_' instead.",
            '+' => "must not hold '+': a trailing '+' asks for a link's preview; write '-' instead.",
            '?' or '#' => $"must not hold '{rune}', which ends the path of a URL; leave it out.",
            '%' => "must not hold '%'; send the character itself, not its percent-encoding.",
            '\\' => "must not hold '\\'; write '/' between segments.",
            ZeroWidthJoiner or 0x200C => $"holds an invisible joiner ({name}) outside an emoji; leave it out.",
            _ when Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format =>
                $"holds an invisible or control character ({name}); leave it out.",
            _ when Rune.IsWhiteSpace(rune) => $"must not hold white space ({name}); write '-' or '_' instead.",
            _ => $"must not hold '{rune}' ({name}); letters, digits, emoji, '-', '_', '.', '~' and '/' are allowed.",
        };
    }

    private static bool IsWordCharacter(Rune rune) =>
        Rune.GetUnicodeCategory(rune) <= UnicodeCategory.OtherNumber;

    private static bool IsPictograph(Rune rune) =>
        rune.Value is 0x203C or 0x2049 or 0x2194 or 0x25FD or 0x25FE or 0x2934 or 0x2935 or 0x3030
            or (>= FirstPictograph and <= LastPictograph)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol;

    private static bool IsJoinerBetweenPictographs(string slug, int at, Rune rune)
    {
        if (rune.Value != ZeroWidthJoiner || at + 1 >= slug.Length)
        {
            return false;
        }

        var before = slug.AsSpan(0, at);
        if (Rune.DecodeLastFromUtf16(before, out var last, out var units) == System.Buffers.OperationStatus.Done
            && last.Value == EmojiPresentation)
        {
            before = before[..^units];
        }

        return Rune.DecodeLastFromUtf16(before, out last, out _) == System.Buffers.OperationStatus.Done
            && IsPictograph(last)
            && Rune.DecodeFromUtf16(slug.AsSpan(at + 1), out var next, out _) == System.Buffers.OperationStatus.Done
            && IsPictograph(next);
    }

    // Tags follow the black flag without a gap: Scotland is 🏴 + g b s c t + end.
    private static bool IsTagOfFlag(string slug, int at, Rune rune)
    {
        if (rune.Value is < FirstTag or > LastTag)
        {
            return false;
        }

        var before = slug.AsSpan(0, at);
        while (Rune.DecodeLastFromUtf16(before, out var last, out var units) == System.Buffers.OperationStatus.Done)
        {
            if (last.Value is < FirstTag or > LastTag)
            {
                return last.Value == BlackFlag;
            }

            before = before[..^units];
        }

        return false;
    }
}
