using System.Text.Json.Nodes;
using OneLink.Client.Links;

namespace OneLink.Client.Tests.Links;

public sealed class LinksClientTests
{
    [Fact]
    public async Task Create_Link_IsSentWithWhatWasSetAlone()
    {
        await using var api = await LoopbackApi.StartAsync((context, _) =>
        {
            context.Response.Headers.ETag = "\"3\"";
            return LoopbackApi.JsonAsync(context, Samples.Link());
        });
        using var client = api.Client();

        var link = await client.Links.CreateAsync(new LinkInput
        {
            Url = "https://acme.com/",
            Platforms = new Dictionary<string, LinkPlatform>
            {
                ["ios"] = new() { DeepLinkPath = null },
                ["android"] = new() { Package = "com.acme" },
            },
            Rules = [new LinkRule { When = new RuleCondition { Country = ["DE"] }, Then = new RuleOutcome { FallbackUrl = "https://acme.com/de" } }],
        });

        Assert.Equal(
            """{"url":"https://acme.com/","platforms":{"ios":{"deepLinkPath":null},"android":{"package":"com.acme"}},"rules":[{"when":{"country":["DE"]},"then":{"fallbackUrl":"https://acme.com/de"}}]}""",
            api.Calls[0].Body);
        Assert.Equal("Basic b2xrX2E6b2xzX2I=", api.Calls[0].Headers["Authorization"]);
        Assert.Equal("application/json", api.Calls[0].Headers["Content-Type"]);
        Assert.Equal("\"3\"", link.ETag);
        Assert.True(link.Platforms["ios"].DeepLinkPath.IsSet);
        Assert.Null(link.Platforms["ios"].DeepLinkPath.Value);
        Assert.False(link.Platforms["android"].DeepLinkPath.IsSet);
        Assert.True(link.Rules[0].Then.FallbackUrl.IsSet);
        Assert.True(link.Rules[0].When.Query!["a"]!.GetValue<bool>());
        Assert.Equal(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), link.ExpiresAt);
    }

    [Fact]
    public async Task Update_Patch_SendsWhatWasSetAndNullWhereItClears()
    {
        await using var api = await LoopbackApi.StartAsync(Samples.Link());
        using var client = api.Client();
        var patch = new LinkPatch
        {
            Title = null,
            Enabled = false,
            MaxClicks = null,
            Tags = ["a", "b"],
            Platforms = new Dictionary<string, LinkPlatform?> { ["ios"] = null, ["android"] = new() { Package = "com.acme" } },
            Metadata = new JsonObject { ["season"] = null },
        };

        await client.Links.UpdateAsync("two/parts ü", patch, ifMatch: "\"3\"", domain: "go.acme.com");

        Assert.Equal(
            """{"enabled":false,"maxClicks":null,"metadata":{"season":null},"platforms":{"ios":null,"android":{"package":"com.acme"}},"tags":["a","b"],"title":null}""",
            new JsonObject(JsonNode.Parse(api.Calls[0].Body)!.AsObject().OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))).ToJsonString());
        Assert.Equal(("PATCH", "application/merge-patch+json", "\"3\""), (api.Calls[0].Method, api.Calls[0].Headers["Content-Type"], api.Calls[0].Headers["If-Match"]));
        Assert.Equal("/links/two%2Fparts%20%C3%BC?domain=go.acme.com", api.Calls[0].Target);
        Assert.False(patch.Enabled);
        Assert.Null(patch.ForwardPath);
        Assert.Equal(["a", "b"], patch.Tags);
    }

    [Fact]
    public async Task Create_Stream_IsSentInPiecesAndAnsweredInOrder()
    {
        await using var api = await LoopbackApi.StartAsync(async (context, before) =>
        {
            var count = before < 2 ? 1_000 : 500;
            var results = Enumerable.Range(0, count).Select(index => $$$"""{"index":{{{index}}},"status":422,"error":{"type":"https://onelink.dev/problems/invalid-fields","title":"No","status":422}}""");
            await LoopbackApi.JsonAsync(context, $$"""{"created":0,"failed":{{count}},"results":[{{string.Join(',', results)}}]}""");
        });
        using var client = api.Client();

        var items = await client.Links.CreateAsync(Enumerable.Range(0, 2_500).Select(i => new LinkInput { Url = $"https://acme.com/{i}" }).ToAsyncEnumerable()).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 2_500).Select(i => (long)i), items.Select(item => item.Index));
        Assert.Equal("invalid-fields", items[0].Error!.Kind);
        Assert.Equal([1_000, 1_000, 500], api.Calls.Select(call => JsonNode.Parse(call.Body)!["links"]!.AsArray().Count));
        Assert.Equal("https://acme.com/2499", JsonNode.Parse(api.Calls[2].Body)!["links"]![499]!["url"]!.GetValue<string>());
    }

    [Fact]
    public async Task BulkUpdate_Filter_SaysWhichAndWhat()
    {
        await using var api = await LoopbackApi.StartAsync("""{"updated":1,"failed":0,"results":[{"index":0,"status":200,"id":"lnk_1"}],"nextCursor":"next"}""");
        using var client = api.Client();

        var results = await client.Links.BulkUpdateAsync(
            LinkSelection.Where(new LinkFilter { Tag = "sale", CreatedBefore = DateTimeOffset.UnixEpoch }), new LinkPatch { Enabled = false }, cursor: "before");

        Assert.Equal("""{"filter":{"tag":"sale","createdBefore":"1970-01-01T00:00:00+00:00"},"cursor":"before","set":{"enabled":false}}""", api.Calls[0].Body);
        Assert.Equal((1, "next"), (results.Done, results.NextCursor));
    }

    [Fact]
    public async Task Export_Lines_AreRead()
    {
        var lines = string.Concat(Enumerable.Range(0, 3).Select(i => Samples.Link($"s{i}").ReplaceLineEndings("") + "\n"));
        await using var api = await LoopbackApi.StartAsync(lines);
        using var client = api.Client();

        Assert.Equal(["s0", "s1", "s2"], await client.Links.ExportAsync().Select(link => link.Slug).ToListAsync());
        Assert.Equal("/links/export?format=ndjson", api.Calls[0].Target);
    }
}
