using System.Buffers;
using System.Text;

namespace OneLink.Admin.Links.Search;

/// <summary>
/// What somebody typed into a search box: words that must all be there, of which the last may be unfinished.
/// </summary>
internal sealed class SearchText
{
    /// <summary>More of them narrow nothing down.</summary>
    private const int MaxWords = 20;

    private SearchText(IReadOnlyList<SearchWord> words) => Words = words;

    public IReadOnlyList<SearchWord> Words { get; }

    /// <summary>Null for a text without a word, which leaves nothing out.</summary>
    public static SearchText? Of(string text)
    {
        var words = SearchWords.Of(text).ToList();
        var distinct = words.Distinct(StringComparer.Ordinal).Take(MaxWords)
            .Select(word => new SearchWord(word, IsUnfinished(word, words[^1])))
            .ToList();
        return distinct.Count == 0 ? null : new SearchText(distinct);
    }

    /// <summary>The last word; and one character of a script without spaces, where it begins a pair.</summary>
    private static bool IsUnfinished(string word, string last)
        => string.Equals(word, last, StringComparison.Ordinal)
            || (Rune.DecodeFromUtf16(word, out var first, out var length) == OperationStatus.Done && length == word.Length && Script.WritesNoSpaces(first));

    /// <summary>Whether a link with these words is meant.</summary>
    public bool Matches(IEnumerable<string> words)
    {
        Span<bool> found = stackalloc bool[MaxWords];
        var missing = Words.Count;
        foreach (var word in words)
        {
            for (var i = 0; i < Words.Count; i++)
            {
                if (!found[i] && Words[i].Matches(word))
                {
                    found[i] = true;
                    if (--missing == 0)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }
}
