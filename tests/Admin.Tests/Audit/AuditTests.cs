using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Audit;

/// <summary><c>GET /audit</c>: every change, by whom, and what of it.</summary>
public sealed class AuditTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private readonly AdminServer _server = fixture.Server;

    private HttpClient Client => _server.Client;

    [Fact]
    public async Task Link_CreatedChangedAndDeleted_IsTold()
    {
        var created = await Client.PostAsync("/links", """{"url":"https://acme.com/1","slug":"watched"}""");
        var changed = await Client.PatchAsync("/links/watched", """{"url":"https://acme.com/2","tags":["a"],"password":"secret words"}""");
        await Client.PatchAsync("/links/watched", """{"url":"https://acme.com/2"}""");
        await Client.PutAsync("/links/watched", """{"url":"https://acme.com/3","slug":"seen"}""");
        await Client.DeleteJsonAsync("/links/seen");

        var entries = await EntriesAsync("object=" + created.Text("id"));

        Assert.Equal(["link.deleted", "link.updated", "link.updated", "link.created"], entries.Select(Action));
        var update = entries[2];
        Assert.Equal(changed.Header("X-Request-Id"), update["requestId"]!.GetValue<string>());
        Assert.Equal(("key", "Demo"), (update["actor"]!["type"]!.GetValue<string>(), update["actor"]!["name"]!.GetValue<string>()));
        Assert.Equal(("link", "watched"), (update["object"]!["type"]!.GetValue<string>(), update["object"]!["name"]!.GetValue<string>()));
        Assert.Equal(
            ["""{"field":"password"}""", """{"field":"tags","from":[],"to":["a"]}""", """{"field":"url","from":"https://acme.com/1","to":"https://acme.com/2"}"""],
            update["changes"]!.AsArray().Select(change => change!.ToJsonString()).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("secret words", update.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(entries[1]["changes"]!.AsArray(), change => change!["field"]!.GetValue<string>() == "slug");
        Assert.Equal("https://acme.com/3", entries[0]["changes"]![0]!["from"]!.GetValue<string>());
    }

    [Fact]
    public async Task RefusedChange_IsNotTold()
    {
        await Client.PostAsync("/links", """{"url":"https://acme.com/","slug":"refused"}""");
        var before = (await EntriesAsync("")).Count;

        await Client.PostAsync("/links", """{"url":"https://acme.com/","slug":"refused"}""");
        await Client.PostAsync("/links", """{"links":[{"url":"https://acme.com/"},{"url":"https://acme.com/","slug":"refused"}],"atomic":true}""");
        await Client.PatchAsync("/links/refused", """{"url":"https://acme.com/"}""", ifMatch: "\"old\"");

        Assert.Equal(before, (await EntriesAsync("")).Count);
    }

    [Fact]
    public async Task BulkCreation_IsOneEntryThatIsFoundByEachOfItsLinks()
    {
        var tag = Guid.NewGuid().ToString();
        var body = "[" + string.Join(',', Enumerable.Repeat($$"""{"url":"https://acme.com/","tags":["{{tag}}"]}""", 30)) + "]";
        var links = (await Client.PostAsync("/links", body)).Body!["results"]!.AsArray().Select(result => result!["link"]!["id"]!.GetValue<string>()).ToList();

        foreach (var id in new[] { links[0], links[17], links[29] })
        {
            var entry = Assert.Single(await EntriesAsync("object=" + id));
            Assert.Equal(("link.created", 30), (Action(entry), entry["count"]!.GetValue<int>()));
            Assert.Equal((links[0], links[29]), (entry["object"]!["id"]!.GetValue<string>(), entry["object"]!["lastId"]!.GetValue<string>()));
        }

        await Client.PostAsync("/links/bulk-update", $$$"""{"filter":{"tag":"{{{tag}}}"},"set":{"enabled":false}}""");
        await Client.PostAsync("/links/bulk-delete", $$$"""{"filter":{"tag":"{{{tag}}}"}}""");
        Assert.Equal(["link.deleted", "link.updated", "link.created"], (await EntriesAsync("object=" + links[17])).Select(Action));
    }

    [Fact]
    public async Task EverythingElse_IsToldToo()
    {
        var made = await Client.PostAsync("/keys", """{"name":"audited","scopes":["links:read"]}""");
        await Client.PatchAsync("/keys/" + made.Text("id"), """{"allowedIps":["10.0.0.0/8"]}""");
        var rotated = await Client.PostAsync($"/keys/{made.Text("id")}/rotate", "{}");
        await Client.DeleteJsonAsync("/keys/" + made.Text("id"));
        var key = await EntriesAsync("object=" + made.Text("id"));
        Assert.Equal(["key.revoked", "key.rotated", "key.updated", "key.created"], key.Select(Action));
        Assert.All([made, rotated], answer => Assert.DoesNotContain(answer.Text("secret"), string.Concat(key.Select(entry => entry.ToJsonString())), StringComparison.Ordinal));

        var domain = await Client.PostAsync("/domains", """{"host":"audited.example"}""");
        await Client.PatchAsync("/domains/audited.example", """{"rootUrl":"https://acme.com/"}""");
        await Client.DeleteJsonAsync("/domains/audited.example");
        var domains = await EntriesAsync("object=" + domain.Body!["id"]!.ToJsonString());
        Assert.Equal(["domain.deleted", "domain.updated", "domain.created"], domains.Select(Action));
        Assert.Equal("""[{"field":"rootUrl","to":"https://acme.com/"}]""", domains[1]["changes"]!.ToJsonString());

        var feed = await Client.PostAsync("/feeds", """{"name":"audited","query":"groupBy=country"}""");
        await Client.DeleteJsonAsync("/feeds/" + feed.Text("id"));
        Assert.Equal(["feed.deleted", "feed.created"], (await EntriesAsync("object=" + feed.Text("id"))).Select(Action));

        await Client.DeleteJsonAsync("/visitors/0199f0a3-7c1b-7b0e-9a51-3f2f6f1f0c77");
        await Client.PutAsync("/retention", """{"clickRetentionDays":400}""");
        await Client.PostAsync("/safety/denied-hosts", """{"hosts":["evil.example"]}""");
        await Client.DeleteJsonAsync("/safety/denied-hosts/evil.example");
        Assert.Equal(
            ["denied-hosts.updated", "denied-hosts.updated", "retention.updated", "erasure.requested"], (await EntriesAsync("")).Take(4).Select(Action));
    }

    [Fact]
    public async Task List_PageByPageAndFiltered_ShowsEveryEntryOnce()
    {
        var made = await Client.PostAsync("/keys", """{"name":"pager","scopes":["links:write","keys:write"]}""");
        using var other = _server.ClientWith(made.Text("key"), made.Text("secret"));
        for (var i = 0; i < 7; i++)
        {
            await other.PostAsync("/links", """{"url":"https://acme.com/"}""");
        }

        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await other.GetJsonAsync($"/audit?limit=3&actor={made.Text("id")}&action=link.created&cursor={cursor}")).Body!;
            seen.AddRange(page["data"]!.AsArray().Select(entry => entry!["id"]!.GetValue<string>()));
            cursor = page["nextCursor"]?.GetValue<string>();
        }

        Assert.Equal(7, seen.Distinct().Count());
        Assert.Equal(7, seen.Count);
        Assert.Empty(await EntriesAsync($"actor={made.Text("id")}&createdBefore=2020-01-01T00:00:00Z"));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("cursor=x", "cursor")]
    [InlineData("createdAfter=yesterday", "createdAfter")]
    [InlineData("objekt=x", "objekt")]
    [InlineData("action=a&action=b", "action")]
    public async Task List_BadQuery_Is422(string query, string path)
        => Assert.Equal([path], (await Client.GetJsonAsync("/audit?" + query)).ErrorPaths());

    [Fact]
    public async Task List_OfAnotherAccount_ShowsNothingOfThisOne()
    {
        using var stranger = await OtherAccount.JoinAsync(_server, "stranger.example");
        await Client.PostAsync("/links", """{"url":"https://acme.com/"}""");

        var entries = (await stranger.GetJsonAsync("/audit")).Body!["data"]!.AsArray();

        Assert.Equal("domain.created", Action(Assert.Single(entries)!));
    }

    [Fact]
    public async Task List_WithoutTheScope_Is403()
    {
        var made = await Client.PostAsync("/keys", """{"name":"reader","scopes":["links:read"]}""");
        using var reader = _server.ClientWith(made.Text("key"), made.Text("secret"));

        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetJsonAsync("/audit")).Status);
    }

    private async Task<List<JsonNode>> EntriesAsync(string query) => [.. (await Client.GetJsonAsync("/audit?limit=1000&" + query)).Body!["data"]!.AsArray().Select(entry => entry!)];

    private static string Action(JsonNode entry) => entry["action"]!.GetValue<string>();
}
