using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace OneLink.Admin.Database;

/// <summary>Statements as PostgreSQL takes them: <c>IN @list</c> becomes <c>= ANY(@list)</c>, so that one statement serves lists of any length.</summary>
internal static partial class PostgresSql
{
    /// <summary>Statements are made from few pieces; a number beyond this shows that one carries values.</summary>
    private const int MaxKept = 4096;

    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    public static string Of(string sql)
    {
        if (Known.TryGetValue(sql, out var known))
        {
            return known;
        }

        var translated = InPattern().Replace(NotInPattern().Replace(sql, "<> ALL(@${list})"), "= ANY(@${list})");
        if (Known.Count < MaxKept)
        {
            Known.TryAdd(sql, translated);
        }

        return translated;
    }

    [GeneratedRegex(@"\bNOT\s+IN\s+@(?<list>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInPattern();

    [GeneratedRegex(@"\bIN\s+@(?<list>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InPattern();
}
