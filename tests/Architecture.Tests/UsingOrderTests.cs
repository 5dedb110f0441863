namespace OneLink.Architecture.Tests;

/// <summary>The order of using directives, which neither the build's analyzers nor <c>dotnet format whitespace</c> look at.</summary>
public sealed class UsingOrderTests
{
    [Fact]
    public void Usings_EveryFile_SystemFirstThenByName()
    {
        var unordered = from file in Repository.Files
                        where file.EndsWith(".cs", StringComparison.Ordinal)
                        let usings = Repository.Read(file).Split('\n').Select(static line => line.TrimEnd('\r')).Where(IsUsing).ToArray()
                        where !usings.SequenceEqual(usings.OrderBy(static line => !IsOfSystem(line)).ThenBy(NameOf, NameOrder))
                        select file;

        Assert.Empty(unordered);
    }

    /// <summary>By the parts of the name, not by its letters: <c>A.B</c> comes before <c>AB</c>.</summary>
    private static Comparer<string[]> NameOrder { get; } = Comparer<string[]>.Create(static (left, right) =>
    {
        int different = left.Zip(right).TakeWhile(static pair => pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase)).Count();
        return different < Math.Min(left.Length, right.Length)
            ? string.Compare(left[different], right[different], StringComparison.OrdinalIgnoreCase)
            : left.Length.CompareTo(right.Length);
    });

    /// <summary>A directive for a namespace at the top of a file; aliases come behind these in any order.</summary>
    private static bool IsUsing(string line)
        => line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains('=', StringComparison.Ordinal) && !line.Contains('(', StringComparison.Ordinal);

    private static bool IsOfSystem(string line) => NameOf(line)[0] == "System";

    private static string[] NameOf(string line) => line["using ".Length..^1].Split('.');
}
