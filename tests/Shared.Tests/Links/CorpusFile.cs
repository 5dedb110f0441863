using System.Runtime.CompilerServices;

namespace OneLink.Shared.Tests.Links;

/// <summary>Lines of a file in <c>Data</c>; its first line says where they are from.</summary>
internal static class CorpusFile
{
    internal static string[] Lines(string name, [CallerFilePath] string callerPath = "")
    {
        var lines = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(callerPath)!, "Data", name)).Skip(1).ToArray();
        Assert.True(lines.Length > 2000, "The corpus is there.");
        return lines;
    }
}
