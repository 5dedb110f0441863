using System.Globalization;

namespace OneLink.Admin.Safety.Homographs;

/// <summary>
/// Looks at an international host as the restriction levels of UTS #39, section 5.2, do: a part of it may be written in one
/// script, in the scripts of Japanese, Chinese or Korean with Latin, or in Latin with one other in wide use that is neither
/// Greek nor Cyrillic ("moderately restrictive"); and it should not be taken for an ASCII name.
/// </summary>
internal static class HostScripts
{
    public const string MixedScripts = "mixed-script-host";
    public const string Lookalike = "confusable-host";

    private const string AcePrefix = "xn--";

    private static readonly int Latin = Of("Latin");
    private static readonly int[][] Together =
    [
        [Latin, Of("Han"), Of("Hiragana"), Of("Katakana")],
        [Latin, Of("Han"), Of("Bopomofo")],
        [Latin, Of("Han"), Of("Hangul")],
    ];

    private static readonly int[] NeverWithLatin = [Of("Greek"), Of("Cyrillic"), Of("Other")];

    // Only decodes: what may be in a host was decided when the URL was read.
    private static readonly IdnMapping Idn = new() { AllowUnassigned = true, UseStd3AsciiRules = false };

    /// <param name="host">ASCII.</param>
    /// <returns>Code and message of what is odd about it; null where nothing is.</returns>
    public static (string Code, string Message)? Warning(string host)
    {
        if (!host.Contains(AcePrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var labels = host.Split('.').Select(Decode).ToList();

        // In a zone of the same script (the Cyrillic .рф) nobody expects Latin.
        var home = ScriptsOf(labels[^1]);
        foreach (var label in labels)
        {
            var scripts = ScriptsOf(label);
            if (!MayMix(scripts))
            {
                return (MixedScripts, $"The host {host} mixes letters of {string.Join(" and ", scripts.Select(script => ScriptTable.Names[script]))} in \"{label}\", as names do that pretend to be another.");
            }

            if (!System.Text.Ascii.IsValid(label) && Lookalikes.AsciiOf(label) is { } ascii && (scripts.Contains(Latin) || !scripts.IsSubsetOf(home)))
            {
                return (Lookalike, $"The host {host} is shown as \"{label}\", which looks like \"{ascii}\" and is another name.");
            }
        }

        return null;
    }

    private static bool MayMix(SortedSet<int> scripts)
        => scripts.Count <= 1
            || Together.Any(scripts.IsSubsetOf)
            || (scripts.Count == 2 && scripts.Contains(Latin) && !scripts.Overlaps(NeverWithLatin));

    private static SortedSet<int> ScriptsOf(string label)
        => [.. label.EnumerateRunes().Select(rune => ScriptOf(rune.Value)).Where(script => script != 0)];

    private static int ScriptOf(int codePoint)
    {
        var at = Array.BinarySearch(ScriptTable.First, codePoint);
        return ScriptTable.Script[at >= 0 ? at : ~at - 1];
    }

    private static string Decode(string label)
    {
        try
        {
            return label.StartsWith(AcePrefix, StringComparison.Ordinal) ? Idn.GetUnicode(label) : label;
        }
        catch (ArgumentException)
        {
            // Not Punycode: shown as it is.
            return label;
        }
    }

    private static int Of(string name) => Array.IndexOf(ScriptTable.Names, name);
}
