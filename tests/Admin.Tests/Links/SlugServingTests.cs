using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FsCheck.Fluent;
using OneLink.Admin.Tests.Hosting;
using OneLink.Shared.Links;

namespace OneLink.Admin.Tests.Links;

/// <summary>What was created is what redirects: the key that edges get is the one that they make of the address.</summary>
public sealed partial class SlugServingTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private static readonly string[] Parts =
    [
        "a", "Z", "7", "-", "_", ".", "~", "/", "é", "e\u0301", "ß", "ẞ", "İ", "ı", "ς", "\u212B", "H\u0331", "한", "\u1112\u1161\u11AB", "ש\u05C1\u05BC", "שלום", "مرحبا",
        "क\u093C", "\u0958", "🦣", "👩🏽‍🚀", "👨‍👩‍👧", "❤️", "🇩🇪", "Ǆ", "𐐀", "Ὠ\u0345", "東京", "ไทย",
    ];

    [Fact]
    public async Task Create_AnySlugOnAnyDomain_ItsAddressLeadsToItsKey()
    {
        var client = fixture.Server.Client;
        await client.PostAsync("/domains", """{"host":"folded.example","caseSensitive":false}""");
        var bodies = Gen.Elements(Parts).NonEmptyListOf().Select(string.Concat).ListOf(20).Sample(50, 100);
        var served = 0;
        foreach (var slugs in bodies)
        {
            var links = slugs.SelectMany((slug, i) => new JsonNode[]
            {
                new JsonObject { ["url"] = $"https://acme.com/{i}", ["slug"] = slug },
                new JsonObject { ["url"] = $"https://acme.com/{i}", ["slug"] = slug, ["domain"] = "folded.example" },
            });
            var results = (await client.PostAsync("/links", new JsonArray([.. links]).ToJsonString())).Body!["results"]!.AsArray();
            foreach (var (result, asked) in results.Zip(slugs.SelectMany(slug => new[] { slug, slug })))
            {
                // A slug that is refused or taken has no address.
                if (result!["link"] is { } link)
                {
                    Assert.True(IsServed(link, asked), $"{link["shortUrl"]} was asked for as {asked}");
                    served++;
                }
            }
        }

        Assert.True(served > 100, $"Only {served} slugs were taken.");
    }

    private static bool IsServed(JsonNode link, string asked)
    {
        var isCaseSensitive = link["domain"]!.GetValue<string>() != "folded.example";
        var slug = link["slug"]!.GetValue<string>();
        var key = SlugKey.Create(slug, isCaseSensitive);
        var shown = new Uri(link["shortUrl"]!.GetValue<string>()).AbsolutePath[1..];
        string[] paths =
        [
            shown,
            LowerHex(shown),
            shown + "/",

            // As it was typed, composed or not: percent-encoded, and as raw UTF-8.
            Uri.EscapeDataString(asked).Replace("%2F", "/", StringComparison.Ordinal),
            asked,
            slug,
        ];
        return paths.All(path => KeyOf(path, isCaseSensitive) == key);
    }

    private static string LowerHex(string path) => Escape().Replace(path, hex => hex.Value.ToLowerInvariant());

    private static string? KeyOf(string path, bool isCaseSensitive)
    {
        var key = new byte[SlugKey.MaxBytes];
        return SlugKey.TryFromPath(Encoding.UTF8.GetBytes(path), isCaseSensitive, key, out var length) ? Encoding.UTF8.GetString(key, 0, length) : null;
    }

    [GeneratedRegex("%[0-9A-F]{2}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escape();
}
