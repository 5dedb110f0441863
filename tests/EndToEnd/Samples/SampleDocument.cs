using OneLink.EndToEnd.Harness;

namespace OneLink.EndToEnd.Samples;

/// <summary>A document of <c>docs/api</c> whose code blocks together are a program.</summary>
internal sealed class SampleDocument
{
    private const string Fence = "```";

    private readonly List<(string Language, string Text)> _blocks = [];

    public SampleDocument(string name)
    {
        string? language = null;
        var lines = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(Places.Root, "docs", "api", name)))
        {
            if (!line.StartsWith(Fence, StringComparison.Ordinal))
            {
                lines.Add(line);
                continue;
            }

            if (language is not null)
            {
                _blocks.Add((language, string.Join('\n', lines)));
            }

            language = language is null ? line[Fence.Length..] : null;
            lines.Clear();
        }
    }

    /// <summary>What the program prints, as the document shows it.</summary>
    public string Output => Program("text");

    /// <summary>Its blocks in one language, in order.</summary>
    public string Program(string language) => string.Join('\n', _blocks.Where(block => block.Language == language).Select(block => block.Text));
}
