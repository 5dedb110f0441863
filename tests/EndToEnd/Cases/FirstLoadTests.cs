using System.IO.Compression;
using System.Text.Json;
using OneLink.EndToEnd.Harness;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>What a browser fetches to show a page of the dashboard for the first time, as the build's manifest names it.</summary>
public sealed class FirstLoadTests(ITestOutputHelper output)
{
    /// <summary>Of any page, in compressed bytes.</summary>
    private const int LargestFirstLoad = 250 * 1024;

    /// <summary>Of the chat widget's script, in bytes that a browser has to read, and of script and styles, in compressed bytes.</summary>
    private const int LargestWidgetScript = 30_000;
    private const int LargestWidget = 14 * 1024;

    private const string Index = "index.html";

    private static readonly string Folder = Path.Combine(Places.Artifacts, "dashboard");

    private readonly Dictionary<string, Part> _parts = JsonSerializer.Deserialize<Dictionary<string, Part>>(File.ReadAllText(Path.Combine(Folder, "manifest.json")), JsonSerializerOptions.Web)!;

    [Fact]
    public void FirstLoad_OfEachPage_IsSmall()
    {
        var index = File.ReadAllText(Path.Combine(Folder, Index));
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", index);

        // Whoever reads no English fetches a language besides; the largest of them counts.
        var languages = _parts.Where(part => part.Key.StartsWith("src/text/", StringComparison.Ordinal)).Select(part => Compressed(part.Value.File)).ToList();
        Assert.NotEmpty(languages);

        var pages = _parts[Index].DynamicImports!.Where(name => name.StartsWith("src/pages/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(pages);
        Assert.All(pages, page =>
        {
            var files = new HashSet<string>(StringComparer.Ordinal);
            Collect(Index, files, withLater: false);
            Collect(page, files, withLater: true);
            var bytes = languages.Max() + files.Sum(Compressed);
            output.WriteLine($"{page}: {bytes / 1024} KiB in {files.Count} files");
            Assert.InRange(bytes, 1, LargestFirstLoad);
        });
    }

    /// <summary>What other people's pages carry for the chat.</summary>
    [Fact]
    public void Widget_IsSmall()
    {
        var bytes = new FileInfo(Path.Combine(Folder, "widget.js")).Length;
        var compressed = Compressed("widget.js") + Compressed("widget/style.css");
        output.WriteLine($"widget.js: {bytes} bytes, {compressed} compressed with its styles");
        Assert.InRange(bytes, 1, LargestWidgetScript);
        Assert.InRange(compressed, 1, LargestWidget);
    }

    /// <param name="name">In the manifest.</param>
    /// <param name="files">What is fetched.</param>
    /// <param name="withLater">Whether with what the page fetches by itself once it is there.</param>
    private void Collect(string name, HashSet<string> files, bool withLater)
    {
        var part = _parts[name];
        if (!files.Add(part.File))
        {
            return;
        }

        files.UnionWith(part.Css ?? []);
        foreach (var import in part.Imports ?? [])
        {
            // Pages are imports of the index: each is its own.
            Collect(import, files, withLater && import != Index);
        }

        foreach (var import in withLater ? part.DynamicImports ?? [] : [])
        {
            Collect(import, files, withLater);
        }
    }

    private static long Compressed(string file)
    {
        using var bytes = new MemoryStream();
        using (var stream = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(File.ReadAllBytes(Path.Combine(Folder, file)));
        }

        return bytes.Length;
    }

    private sealed record Part(string File, string[]? Css, string[]? Imports, string[]? DynamicImports);
}
