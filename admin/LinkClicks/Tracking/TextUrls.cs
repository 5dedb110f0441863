using System.Text;
using System.Text.RegularExpressions;
using OneLink.Shared.Links;

namespace OneLink.Admin.LinkClicks.Tracking;

/// <summary>
/// The http and https addresses of a text, as people would tap them: without the punctuation behind them, the bracket around
/// them, or the signs by which chat programs make text bold. What stands between backticks is code, and is shown, not tapped.
/// </summary>
internal static partial class TextUrls
{
    private const string SchemeEnd = "://";

    /// <summary>Signs that make what they surround bold, slanted or struck through.</summary>
    private const string Emphasis = "*_~";

    public static bool MayContain(string? text) => text?.Contains(SchemeEnd, StringComparison.Ordinal) is true;

    /// <summary>In the order of the text; without what is too long to be one.</summary>
    public static IReadOnlyList<UrlSpan> Find(string text)
    {
        if (!MayContain(text))
        {
            return [];
        }

        var found = new List<UrlSpan>();
        foreach (Match match in Candidate().Matches(text))
        {
            if (match.Groups["url"] is { Success: true, Length: <= DestinationUrl.MaxLength } url && Trimmed(text, url.Index, url.Length) is var length
                && length > url.Value.IndexOf(SchemeEnd, StringComparison.Ordinal) + SchemeEnd.Length)
            {
                found.Add(new UrlSpan(url.Index, length));
            }
        }

        return found;
    }

    /// <summary>The text with other addresses in place of some.</summary>
    /// <param name="text">Any.</param>
    /// <param name="replacements">By the address as it stands there.</param>
    public static string Replace(string text, IReadOnlyDictionary<string, string> replacements)
    {
        var replaced = new StringBuilder(text.Length);
        var end = 0;
        foreach (var (start, length) in Find(text))
        {
            if (replacements.TryGetValue(text.Substring(start, length), out var replacement))
            {
                replaced.Append(text, end, start - end).Append(replacement);
                end = start + length;
            }
        }

        return end == 0 ? text : replaced.Append(text, end, text.Length - end).ToString();
    }

    private static int Trimmed(string text, int start, int length)
    {
        while (length > 0)
        {
            var last = text[start + length - 1];
            var isBehind = last switch
            {
                ')' => IsUnbalanced(text.AsSpan(start, length), '(', ')'),
                '}' => IsUnbalanced(text.AsSpan(start, length), '{', '}'),
                '.' or ',' or ':' or ';' or '!' or '?' or '\'' => true,
                _ when Emphasis.Contains(last, StringComparison.Ordinal) => start > 0 && text[start - 1] == last,
                _ => !char.IsAscii(last) && char.IsPunctuation(last),
            };
            if (!isBehind)
            {
                break;
            }

            length--;
        }

        return length;
    }

    private static bool IsUnbalanced(ReadOnlySpan<char> url, char opening, char closing) => url.Count(closing) > url.Count(opening);

    /// <summary>
    /// Ends at white space, what is not shown, quotation marks, brackets that no path has unescaped, and the punctuation of
    /// scripts that put no space behind it. An address in square brackets is one of IPv6.
    /// </summary>
    [GeneratedRegex(
        """(?<code>```.*?```|`[^`]*`)|(?<![A-Za-z0-9])(?<url>https?://(\[[0-9A-Fa-f:.]+\])?[^\s\p{C}<>"\[\]|\\^`\p{Pi}\p{Pf}\u3000-\u303F\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65]+)""",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Candidate();
}
