using System.Globalization;
using System.Text;
using OneLink.Shared.Text;

namespace OneLink.Admin.Links.Search;

/// <summary>
/// Cuts a text into the words by which it is found: runs of letters and digits in small letters without accents; emoji and
/// other symbols one by one; of scripts that write no spaces, each two neighbours and the last one alone.
/// </summary>
internal static class SearchWords
{
    /// <summary>What a longer word is cut to, in characters: tokens and keys in addresses are told apart by their beginning.</summary>
    private const int MaxLength = 64;

    private static readonly string[] Schemes = ["https://", "http://"];

    /// <summary>The words in order, some perhaps more than once.</summary>
    /// <param name="text">Addresses in it are read as people see them: without their scheme, percent-encoding undone.</param>
    public static IEnumerable<string> Of(string text)
    {
        var word = new StringBuilder();
        var isUnspaced = false;
        foreach (var rune in Readable(text).EnumerateRunes())
        {
            if (BaseLetter.IsAccent(rune))
            {
                continue;
            }

            var kind = KindOf(rune);
            var belongs = kind == Kind.Letter || (kind == Kind.Mark && word.Length > 0);
            if (word.Length > 0 && (!belongs || (kind == Kind.Letter && isUnspaced != Script.WritesNoSpaces(rune))))
            {
                foreach (var done in Finish(word, isUnspaced))
                {
                    yield return done;
                }
            }

            if (belongs)
            {
                isUnspaced = word.Length == 0 ? Script.WritesNoSpaces(rune) : isUnspaced;
                word.Append(Rune.ToLowerInvariant(BaseLetter.Of(rune)).ToString());
            }
            else if (kind == Kind.Symbol)
            {
                yield return rune.ToString();
            }
        }

        foreach (var done in Finish(word, isUnspaced))
        {
            yield return done;
        }
    }

    private static string Readable(string text)
    {
        foreach (var scheme in Schemes)
        {
            text = text.Replace(scheme, " ", StringComparison.OrdinalIgnoreCase);
        }

        return Nfc.Normalize(text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text) : text);
    }

    private static IEnumerable<string> Finish(StringBuilder word, bool isUnspaced)
    {
        if (word.Length == 0)
        {
            return [];
        }

        var text = word.ToString();
        word.Clear();
        return isUnspaced ? Neighbours(text) : [text.Length > MaxLength ? Cut(text) : text];
    }

    private static string Cut(string text) => text[..(char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];

    private static IEnumerable<string> Neighbours(string text)
    {
        string? before = null;
        foreach (var rune in text.EnumerateRunes())
        {
            var character = rune.ToString();
            if (before is not null)
            {
                yield return before + character;
            }

            before = character;
        }

        yield return before!;
    }

    private static Kind KindOf(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Letter,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => Kind.Mark,
        UnicodeCategory.OtherSymbol or UnicodeCategory.CurrencySymbol or UnicodeCategory.MathSymbol when !rune.IsAscii => Kind.Symbol,
        _ => Kind.Separator,
    };

    private enum Kind
    {
        Separator,
        Letter,

        /// <summary>Part of the word that it stands in.</summary>
        Mark,

        /// <summary>A word of its own.</summary>
        Symbol,
    }
}
