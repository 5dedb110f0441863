using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.EndToEnd.Harness;

namespace OneLink.EndToEnd.MainJob;

/// <summary>Links to import, as the JSON that is posted: real ones where they are at hand, and always a few that are hard.</summary>
internal static class LinkCorpus
{
    /// <summary>So many are made up where the real ones are missing.</summary>
    private const int MadeUp = 500;

    /// <summary>Every link has a slug and a url.</summary>
    public static IReadOnlyList<JsonObject> Read()
        => [.. FromFile("corpora/links/links.jsonl") ?? Generated(), .. FromFile("corpora/links/apps.jsonl") ?? GeneratedApps(), .. Hard()];

    private static IEnumerable<JsonObject>? FromFile(string path)
        => Places.SharedFile(path) is { } file ? File.ReadLines(file).Where(line => line.Length > 0).Select(Parse) : null;

    private static IEnumerable<JsonObject> Generated()
        => Enumerable.Range(0, MadeUp).Select(i => Simple(
            string.Create(CultureInfo.InvariantCulture, $"made-up-{i}"), string.Create(CultureInfo.InvariantCulture, $"https://site{i}.example/page?id={i}#top")));

    private static IEnumerable<JsonObject> GeneratedApps()
        =>
        [
            Parse("""{"slug":"app-album","url":"https://open.example/album/1","deepLinkPath":"player:album:1","platforms":{"ios":{"fallbackUrl":"https://store.example/ios/1"},"android":{"package":"com.example.player","fallbackUrl":"https://store.example/android?id=1"}}}"""),
        ];

    /// <summary>Slugs in scripts that compose, join, or are written from the right, and destinations that an eager parser would rewrite.</summary>
    private static IEnumerable<JsonObject> Hard()
        =>
        [
            Simple("한글-링크", "https://example.com/ko"),
            Simple("\u1112\u1161\u11AB\u1100\u1173\u11AF-nfd", "https://example.com/ko-nfd"),
            Simple("שלום", "https://example.com/he"),
            Simple("سلام", "https://example.com/ar"),
            Simple("🦣🦣🦣", "https://example.com/mammoth"),
            Simple("👩🏽‍🚀", "https://example.com/astronaut"),
            Simple("नमस्ते", "https://example.com/hi"),
            Simple("campaign/2026/summer", "https://example.com/summer"),
            Simple("kampagne/größe/☀️", "https://example.com/groesse"),
            Simple("dots.and_under~tilde", "https://example.com/signs"),
            Simple("encoded-query", "https://example.com/?a=%2B%3D&b=YWJj%3D%3D&empty&c=#frag?x"),
            Simple("upper-escape", "https://example.com/%7Euser/%e2%9c%93?x=%2f"),
            Simple("no-path", "https://example.com?x=1"),
        ];

    private static JsonObject Simple(string slug, string url) => new() { ["slug"] = slug, ["url"] = url };

    private static JsonObject Parse(string line) => JsonNode.Parse(line)!.AsObject();
}
