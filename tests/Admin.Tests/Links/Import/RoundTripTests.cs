using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Links.Import;

/// <summary>What an export says, an import makes again.</summary>
public sealed class RoundTripTests
{
    private static readonly string[] MadeByOneLink = ["id", "createdAt", "updatedAt"];
    private static readonly string[] Texts = ["plain", "=1+1", "'=x", "''@", "a,b;c\td|e", "\"quoted\"", "two\r\nlines", "Zürich 東京 🦣", "'", "-", " edge ", "[1]", "{}", "true"];

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("ndjson", "application/x-ndjson")]
    public async Task Import_AnyExport_MakesTheSameLinks(string format, string contentType)
    {
        await using var server = await AdminServer.StartAsync();
        Prop.ForAll(Links().ToArbitrary(), links => SurvivesAsync(server, links, format, contentType).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Draws.Of(25)));
    }

    private static async Task<bool> SurvivesAsync(AdminServer server, List<JsonObject> links, string format, string contentType)
    {
        var created = await server.Client.PostAsync("/links", new JsonArray([.. links.Select(link => link.DeepClone())]).ToJsonString());
        Assert.Equal(links.Count, created.Body!["created"]!.GetValue<int>());
        var exported = await server.Client.GetByteArrayAsync(new Uri("/links/export?format=" + format, UriKind.Relative));
        var before = await LinksAsync(server.Client);
        await DeleteAsync(server.Client);

        var job = await ImportTests.ImportAsync(server.Client, exported, contentType);
        var after = await LinksAsync(server.Client);
        await DeleteAsync(server.Client);
        return ImportTests.Count(job, "failed") == 0 && before.SequenceEqual(after, StringComparer.Ordinal);
    }

    private static async Task<List<string>> LinksAsync(HttpClient client)
    {
        var text = await client.GetStringAsync(new Uri("/links/export?format=ndjson", UriKind.Relative));
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            var link = JsonNode.Parse(line)!.AsObject();
            foreach (var name in MadeByOneLink)
            {
                link.Remove(name);
            }

            return link.ToJsonString();
        })];
    }

    private static Task<Answer> DeleteAsync(HttpClient client) => client.PostAsync("/links/bulk-delete", """{"filter":{"createdAfter":"2000-01-01T00:00:00Z"}}""");

    private static Gen<List<JsonObject>> Links() => Link().NonEmptyListOf().Select(links => links.Take(20).Select((link, i) =>
    {
        link["slug"] = $"s{i}/ü🦣";
        link["externalId"] = i % 2 == 0 ? $"'=x {i}" : null;
        return link;
    }).ToList());

    private static Gen<JsonObject> Link()
        => from title in MaybeText()
           from notes in MaybeText()
           from tags in Gen.Elements(Texts).ListOf()
           from flags in Gen.ListOf(Gen.Elements(true, false), 3)
           from status in Gen.Elements(301, 302, 307, 308)
           from max in Gen.Elements<int?>(null, 1, 9)
           from expires in Gen.Elements(null, "2099-01-01T00:00:00.123Z")
           from rich in Gen.Elements(true, false)
           select new JsonObject
           {
               ["url"] = "https://acme.com/%22?q=a,b;c#\"",
               ["title"] = title,
               ["notes"] = notes,
               ["tags"] = new JsonArray([.. tags.Select(tag => tag.Trim()).Where(tag => !tag.Any(char.IsControl)).Distinct().Take(9).Select(tag => JsonValue.Create(tag))]),
               ["enabled"] = flags[0],
               ["forwardQuery"] = flags[1],
               ["indexable"] = flags[2],
               ["redirectStatus"] = status,
               ["maxClicks"] = max,
               ["expiresAt"] = expires,
               ["metadata"] = new JsonObject { ["text"] = title, ["list"] = new JsonArray(1, null, notes) },
               ["utm"] = rich ? new JsonObject { ["source"] = "=news\"" } : null,
               ["platforms"] = rich ? new JsonObject { ["ios"] = new JsonObject { ["deepLinkPath"] = null, ["fallbackUrl"] = "https://apps.apple.com/app/id1" } } : null,
               ["variants"] = rich ? new JsonArray(new JsonObject { ["name"] = "A", ["weight"] = 1 }, new JsonObject { ["name"] = "B,", ["weight"] = 2 }) : null,
           };

    private static Gen<string?> MaybeText() => Gen.Frequency((1, Gen.Constant<string?>(null)), (3, Gen.Elements(Texts).Select(text => (string?)text)));
}
