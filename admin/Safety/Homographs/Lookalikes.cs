using System.Text;

namespace OneLink.Admin.Safety.Homographs;

/// <summary>
/// Small letters that look like an ASCII letter, out of Unicode's table of confusables (UTS #39, confusables.txt): those of
/// scripts in which whole names that look Latin can be written. Accented letters are none: people see the accent.
/// </summary>
internal static class Lookalikes
{
    /// <summary>Each letter followed by what it looks like.</summary>
    private const string Pairs =
        // Cyrillic
        "аaсcԁdеeһhіiјjӏlоoрpԛqѕsѵvԝwхxуyгrпnҽeьb" +

        // Greek
        "αaγyιiκkνvοoρpσoτtυuχxηnϲcϳj" +

        // Armenian
        "օoսuոnհhցgզqյjաwքp" +

        // Cherokee, which host names keep in its capitals
        "ᎠdᎡrᎢtᎥiᎪaᎫjᎬeᎳwᎷmᎻhᎽyᏀgᏃzᏎ4ᏙvᏚsᏞlᏟcᏢpᏦkᏧdᏮ6ᏴbᏂhᏒr" +

        // Latin beyond ASCII
        "ɑaɡgıiɩiȷjʋv";

    private static readonly Dictionary<int, char> Ascii = Read();

    /// <summary>The ASCII name that a label looks like; null where a letter of it looks like none.</summary>
    public static string? AsciiOf(string label)
    {
        var skeleton = new StringBuilder(label.Length);
        foreach (var rune in label.EnumerateRunes())
        {
            if (!rune.IsAscii && !Ascii.ContainsKey(rune.Value))
            {
                return null;
            }

            skeleton.Append(rune.IsAscii ? (char)rune.Value : Ascii[rune.Value]);
        }

        return skeleton.ToString();
    }

    private static Dictionary<int, char> Read()
    {
        var letters = new Dictionary<int, char>();
        for (var i = 0; i < Pairs.Length; i += 2)
        {
            letters.Add(Pairs[i], Pairs[i + 1]);
        }

        return letters;
    }
}
