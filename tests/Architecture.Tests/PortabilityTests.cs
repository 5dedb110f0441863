using System.Text.RegularExpressions;

namespace OneLink.Architecture.Tests;

/// <summary>What is committed builds on any machine: no folder of one developer's, no package host that another may not reach.</summary>
public sealed partial class PortabilityTests
{
    private const int MatchLimitMilliseconds = 10_000;

    [Fact]
    public void TrackedFile_Text_NamesNoMachineFolder() => Assert.Empty(Matches(MachineFolder()));

    [Fact]
    public void TrackedFile_Text_NamesNoPackageHost() => Assert.Empty(Matches(PackageHost()));

    private static IEnumerable<string> Matches(Regex pattern)
        => from file in Repository.Files
           where !IsBinary(file)
           from match in pattern.Matches(Repository.Read(file))
           select $"{file}: {match.Value}";

    private static bool IsBinary(string file)
    {
        using var stream = File.OpenRead(Path.Combine(Repository.Root, file));
        var start = new byte[8192];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start.AsSpan(0, length).Contains((byte)0);
    }

    // Not as part of an address or of a longer path, as in example.com/work/.
    [GeneratedRegex(@"(?<![\w.~}/-])/(work|root|home/\w+|Users/\w+)/[\w.-]+", RegexOptions.ExplicitCapture, MatchLimitMilliseconds)]
    private static partial Regex MachineFolder();

    [GeneratedRegex(@"registry\.npmjs\.org|registry\.yarnpkg\.com|api\.nuget\.org|deb\.debian\.org|archive\.ubuntu\.com|files\.pythonhosted\.org", RegexOptions.ExplicitCapture, MatchLimitMilliseconds)]
    private static partial Regex PackageHost();
}
