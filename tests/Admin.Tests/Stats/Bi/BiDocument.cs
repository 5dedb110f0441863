using System.Text.RegularExpressions;
using OneLink.Admin.Tests.OpenApi;

namespace OneLink.Admin.Tests.Stats.Bi;

/// <summary><c>docs/bi.md</c>: its blocks of code, in order, with the placeholders of address and key as they stand.</summary>
internal static partial class BiDocument
{
    public const string Origin = "https://onelink.example";

    private static readonly MatchCollection Found =
        Block().Matches(File.ReadAllText(Path.Combine(ApiDescription.RepositoryRoot(), "docs", "bi.md")));

    /// <param name="language">Of the block's fence; empty for none.</param>
    public static IReadOnlyList<string> Blocks(string language)
        => [.. Found.Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["text"].Value)];

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<text>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();
}
