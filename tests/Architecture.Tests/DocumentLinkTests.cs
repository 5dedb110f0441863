using System.Text.RegularExpressions;

namespace OneLink.Architecture.Tests;

/// <summary>A guide that points nowhere has outlived what it describes.</summary>
public sealed partial class DocumentLinkTests
{
    private const int MatchLimitMilliseconds = 10_000;

    [Fact]
    public void Document_RelativeLink_LeadsToAFile()
    {
        var broken = from document in Repository.Files
                     where document.EndsWith(".md", StringComparison.Ordinal)
                     from match in Link().Matches(Repository.Read(document))
                     let target = Uri.UnescapeDataString(match.Groups["target"].Value.Split('#')[0])
                     where target.Length > 0 && !IsAddress(target) && !Exists(document, target)
                     select $"{document}: {target}";

        Assert.Empty(broken);
    }

    private static bool IsAddress(string target)
        => target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal);

    private static bool Exists(string document, string target)
    {
        var path = Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, target);
        return File.Exists(path) || Directory.Exists(path);
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)(\s+""[^""]*"")?\)", RegexOptions.ExplicitCapture, MatchLimitMilliseconds)]
    private static partial Regex Link();
}
