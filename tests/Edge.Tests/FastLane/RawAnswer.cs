using System.Text.RegularExpressions;

namespace OneLink.Edge.Tests.FastLane;

/// <summary>An answer as it came over the wire.</summary>
internal sealed partial record RawAnswer(string StatusLine, IReadOnlyDictionary<string, string> Fields, string Body)
{
    public int Status => int.Parse(StatusLine.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);

    public bool Closes => Fields.TryGetValue("Connection", out string? connection) && connection == "close";

    /// <summary>All that must be the same whoever answered: not the time, not the nonce, not how the connection goes on.</summary>
    public string Essence() => string.Join(
        '\n',
        Fields.Where(static f => f.Key is not ("Date" or "Connection"))
            .OrderBy(static f => f.Key, StringComparer.OrdinalIgnoreCase)
            .Select(static f => $"{f.Key}: {Nonce().Replace(f.Value, "nonce")}")
            .Prepend(StatusLine)
            .Append(Nonce().Replace(Body, "nonce")));

    [GeneratedRegex("nonce[-=]\"?[A-Za-z0-9+/]{22}==\"?", RegexOptions.NonBacktracking)]
    private static partial Regex Nonce();
}
