using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Tests.Links;

public sealed class BulkChangeTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private readonly HttpClient _client = fixture.Server.Client;

    [Fact]
    public async Task BulkDelete_ByEachKindOfName_ReportsEachInOrder()
    {
        var id = (await _client.PostAsync("/links", """{"url":"https://acme.com/","slug":"gone/1"}""")).Text("id");
        await _client.PostAsync("/links", """[{"url":"https://acme.com/","slug":"gone2"},{"url":"https://acme.com/","externalId":"crm 3"}]""");

        var answer = await _client.PostAsync("/links/bulk-delete", $$"""{"ids":["{{id}}","gone2","ext_crm 3","gone2","nobody","lnk_what","gone/1"]}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal((3, 4), (answer.Body!["deleted"]!.GetValue<int>(), answer.Body["failed"]!.GetValue<int>()));
        Assert.Equal([204, 204, 204, 404, 404, 404, 404], Statuses(answer));
        Assert.Equal(id, answer.Body["results"]![0]!["id"]!.GetValue<string>());
        Assert.Equal("nobody", answer.Body["results"]![4]!["id"]!.GetValue<string>());
        Assert.EndsWith("/not-found", answer.Body["results"]![4]!["error"]!["type"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null(answer.Body["nextCursor"]);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetJsonAsync("/links/" + id)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetJsonAsync("/links/ext_crm%203")).Status);
    }

    [Fact]
    public async Task BulkDelete_LinksOfAnotherAccount_AreNotFoundAndStay()
    {
        using var other = await OtherAccount.JoinAsync(fixture.Server, "theirs.example");
        var theirs = (await other.PostAsync("/links", """{"url":"https://acme.com/","slug":"theirs","externalId":"t1","tags":["theirs"]}""")).Text("id");

        var byId = await _client.PostAsync("/links/bulk-delete", $$"""{"ids":["{{theirs}}","ext_t1","theirs"]}""");
        var byDomain = await _client.PostAsync("/links/bulk-delete?domain=theirs.example", """{"ids":["theirs"]}""");
        var byFilter = await _client.PostAsync("/links/bulk-delete", """{"filter":{"tag":"theirs"}}""");
        var update = await _client.PostAsync("/links/bulk-update", $$"""{"set":{"enabled":false},"ids":["{{theirs}}"]}""");

        Assert.Equal([404, 404, 404], Statuses(byId));
        Assert.Equal([404], Statuses(byDomain));
        Assert.Empty(Statuses(byFilter));
        Assert.Equal([404], Statuses(update));
        Assert.True((await other.GetJsonAsync("/links/" + theirs)).Body!["enabled"]!.GetValue<bool>());
    }

    [Fact]
    public async Task BulkDelete_OfAnotherDomain_FindsSlugsThere()
    {
        await _client.PostAsync("/domains", """{"host":"second.example"}""");
        await _client.PostAsync("/links", """[{"url":"https://acme.com/","slug":"twin"},{"url":"https://acme.com/","slug":"twin","domain":"second.example"}]""");

        var answer = await _client.PostAsync("/links/bulk-delete?domain=second.example", """{"ids":["twin"]}""");

        Assert.Equal([204], Statuses(answer));
        Assert.Equal(HttpStatusCode.OK, (await _client.GetJsonAsync("/links/twin")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetJsonAsync("/links/twin?domain=second.example")).Status);
    }

    [Fact]
    public async Task BulkDelete_Links_ReachTheFeedAsTombstones()
    {
        await using var server = await AdminServer.StartAsync();
        await server.Client.PostAsync("/links", """[{"url":"https://acme.com/","slug":"t1","tags":["x"]},{"url":"https://acme.com/","slug":"t2","tags":["x"]},{"url":"https://acme.com/","slug":"t3"}]""");
        using var feed = await FeedReader.OpenAsync(server.Edge, after: 0);
        await feed.NextAsync(FeedFrame.FrameOneofCase.Heartbeat);

        await server.Client.PostAsync("/links/bulk-delete", """{"filter":{"tag":"x"}}""");

        var entries = new[] { (await feed.NextAsync(FeedFrame.FrameOneofCase.Entry)).Entry, (await feed.NextAsync(FeedFrame.FrameOneofCase.Entry)).Entry };
        Assert.All(entries, entry => Assert.True(entry.Deleted));
        Assert.Equal(["t1", "t2"], entries.Select(entry => entry.SlugKey).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task BulkDelete_FilterOverTheLimit_GoesOnFromTheCursor()
    {
        await using var server = await AdminServer.StartAsync();
        for (var call = 0; call < 2; call++)
        {
            var links = string.Join(',', Enumerable.Range(0, 6_000).Select(i => $$"""{"url":"https://acme.com/{{i}}","tags":["flood"]}"""));
            Assert.Equal(6_000, (await server.Client.PostAsync("/links", $"[{links}]")).Body!["created"]!.GetValue<int>());
        }

        var first = await server.Client.PostAsync("/links/bulk-update", """{"filter":{"tag":"flood"},"set":{"title":"wet"}}""");
        var cursor = first.Text("nextCursor");
        var second = await server.Client.PostAsync("/links/bulk-update", $$"""{"filter":{"tag":"flood"},"set":{"title":"wet"},"cursor":"{{cursor}}"}""");
        var deleted = await server.Client.PostAsync("/links/bulk-delete", """{"filter":{"search":"wet"}}""");
        var rest = await server.Client.PostAsync("/links/bulk-delete", """{"filter":{"search":"wet"}}""");

        Assert.Equal((10_000, 2_000), (first.Body!["updated"]!.GetValue<int>(), second.Body!["updated"]!.GetValue<int>()));
        Assert.Null(second.Body["nextCursor"]);
        Assert.Equal((10_000, 2_000), (deleted.Body!["deleted"]!.GetValue<int>(), rest.Body!["deleted"]!.GetValue<int>()));
        Assert.Empty((await server.Client.GetJsonAsync("/links")).Body!["data"]!.AsArray());
    }

    [Fact]
    public async Task BulkUpdate_Patch_IsMergedIntoEachLink()
    {
        await _client.PostAsync("/links", """
            [{"url":"https://acme.com/1","slug":"m1","title":"One","utm":{"source":"s","medium":"m"},"metadata":{"a":1,"b":2},"tags":["merge"]},
             {"url":"https://acme.com/2","slug":"m2","title":"Two","tags":["merge","keep"],"enabled":false}]
            """);

        var answer = await _client.PostAsync("/links/bulk-update", """
            {"filter":{"tag":"merge","enabled":true},"set":{"title":null,"utm":{"medium":"email"},"metadata":{"b":null,"c":3},"redirectStatus":308}}
            """);

        Assert.Equal([200], Statuses(answer));
        var link = answer.Body!["results"]![0]!["link"]!;
        Assert.Equal("m1", link["slug"]!.GetValue<string>());
        Assert.Null(link["title"]);
        Assert.Equal(("s", "email"), (link["utm"]!["source"]!.GetValue<string>(), link["utm"]!["medium"]!.GetValue<string>()));
        Assert.Equal("""{"a":1,"c":3}""", link["metadata"]!.ToJsonString());
        Assert.Equal(link.ToJsonString(), (await _client.GetJsonAsync("/links/m1")).Body!.ToJsonString());
        Assert.Equal("Two", (await _client.GetJsonAsync("/links/m2")).Text("title"));
    }

    [Fact]
    public async Task BulkUpdate_OneSlugForTwo_SecondIsTaken()
    {
        await _client.PostAsync("/links", """[{"url":"https://acme.com/","slug":"u1"},{"url":"https://acme.com/","slug":"u2"}]""");

        var answer = await _client.PostAsync("/links/bulk-update", """{"ids":["u1","u2"],"set":{"slug":"u3"}}""");

        Assert.Equal([200, 409], Statuses(answer));
        Assert.Equal(HttpStatusCode.OK, (await _client.GetJsonAsync("/links/u2")).Status);
    }

    [Fact]
    public async Task BulkUpdate_Password_IsSetOnAll()
    {
        await _client.PostAsync("/links", """[{"url":"https://acme.com/","slug":"p1"},{"url":"https://acme.com/","slug":"p2"}]""");

        Assert.Equal([200, 200], Statuses(await _client.PostAsync("/links/bulk-update", """{"ids":["p1","p2"],"set":{"password":"open sesame"}}""")));
        Assert.All(["p1", "p2"], slug => Assert.True(HasPassword(slug)));

        Assert.Equal([200], Statuses(await _client.PostAsync("/links/bulk-update", """{"ids":["p1"],"set":{"title":"x"}}""")));
        Assert.True(HasPassword("p1"));

        Assert.Equal([200, 200], Statuses(await _client.PostAsync("/links/bulk-update", """{"ids":["p1","p2"],"set":{"password":null}}""")));
        Assert.All(["p1", "p2"], slug => Assert.False(HasPassword(slug)));

        bool HasPassword(string slug) => _client.GetJsonAsync("/links/" + slug).GetAwaiter().GetResult().Body!["hasPassword"]!.GetValue<bool>();
    }

    [Theory]
    [InlineData("bulk-delete", """{}""", "ids")]
    [InlineData("bulk-delete", """{"ids":["a"],"filter":{"tag":"a"}}""", "ids")]
    [InlineData("bulk-delete", """{"ids":"a"}""", "ids")]
    [InlineData("bulk-delete", """{"ids":["a",7,""]}""", "ids[1]", "ids[2]")]
    [InlineData("bulk-delete", """{"filter":{}}""", "filter")]
    [InlineData("bulk-delete", """{"filter":{"tag":null}}""", "filter")]
    [InlineData("bulk-delete", """{"filter":{"tags":"a","enabled":"maybe"}}""", "filter.enabled", "filter.tags")]
    [InlineData("bulk-delete", """{"filter":{"tag":["a"]}}""", "filter.tag")]
    [InlineData("bulk-delete", """{"filter":{"tag":"a","limit":"1"}}""", "filter.limit")]
    [InlineData("bulk-delete", """{"filter":{"tag":"a"},"cursor":"!"}""", "cursor")]
    [InlineData("bulk-delete", """{"ids":["a"],"set":{}}""", "set")]
    [InlineData("bulk-update", """{"ids":["a"]}""", "set")]
    [InlineData("bulk-update", """{"ids":["a"],"set":7}""", "set")]
    [InlineData("bulk-update", """{"ids":["a"],"set":{"url":"javascript:1","colour":1}}""", "set.colour", "set.url")]
    [InlineData("bulk-update", """{"ids":["a"],"set":{"url":null}}""", "set.url")]
    public async Task BulkChange_ThatCannotBeMeant_Is422NamingTheField(string call, string body, params string[] paths)
    {
        var answer = await _client.PostAsync("/links/" + call, body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(paths, answer.ErrorPaths());
    }

    [Fact]
    public async Task BulkDelete_TenThousandLongNames_AreReadAndOneMoreIsRefused()
    {
        var ids = new JsonArray([.. Enumerable.Range(0, 10_000).Select(i => JsonValue.Create($"{new string('é', 180)}{i}"))]);

        var answer = await _client.PostAsync("/links/bulk-delete", new JsonObject { ["ids"] = ids.DeepClone() }.ToJsonString());
        ids.Add("one more");
        var refused = await _client.PostAsync("/links/bulk-delete", new JsonObject { ["ids"] = ids }.ToJsonString());

        Assert.Equal(10_000, answer.Body!["failed"]!.GetValue<int>());
        Assert.Equal(["ids"], refused.ErrorPaths());
    }

    private static IEnumerable<int> Statuses(Answer answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Body!["results"]!.AsArray().Select(result => result!["status"]!.GetValue<int>());
    }
}
