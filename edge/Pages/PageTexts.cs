using System.Text;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Pages;

/// <summary>The texts of <c>Data/texts.tsv</c>, read once.</summary>
internal static class PageTexts
{
    private static readonly byte[][][] Texts = Read();

    /// <summary>A text in UTF-8, not yet encoded for HTML.</summary>
    public static ReadOnlySpan<byte> In(this PageText text, PageLanguage language) => Texts[(int)text][(int)language];

    private static byte[][][] Read()
    {
        using Stream stream = typeof(PageTexts).Assembly.GetManifestResourceStream("OneLink.Edge.Pages.Data.texts.tsv")
            ?? throw new InvalidOperationException("The assembly lacks its table of texts.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var rows = new Dictionary<string, byte[][]>(StringComparer.OrdinalIgnoreCase);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith("//", StringComparison.Ordinal))
            {
                string[] columns = line.Split('\t');
                rows[columns[0]] = Array.ConvertAll(columns[1..], Encoding.UTF8.GetBytes);
            }
        }

        return [.. Enum.GetNames<PageText>().Select(name => rows[name])];
    }
}
