using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Tests.Safety;

public sealed class DeniedHostTests : IAsyncLifetime
{
    private AdminServer _server = null!;

    private HttpClient Client => _server.Client;

    public async Task InitializeAsync() => _server = await AdminServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Create_DestinationOnADeniedHost_IsRefusedWithEverythingBelowIt()
    {
        Assert.Equal(1, (await Client.PostAsync("/safety/denied-hosts", """{"hosts":["Evil.Example."]}""")).Body!["added"]!.GetValue<int>());

        foreach (var url in new[] { "https://evil.example/x", "https://www.evil.example/", "http://deep.below.EVIL.example:8080/", "https://evil.example./" })
        {
            var refused = await Client.PostAsync("/links", new JsonObject { ["url"] = url }.ToJsonString());
            Assert.Equal(["url"], refused.ErrorPaths());
            Assert.Contains("evil.example", refused.Body!["errors"]!["url"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        }

        Assert.Equal(
            ["platforms.ios.fallbackUrl"],
            (await Client.PostAsync("/links", """{"url":"https://good.example/","platforms":{"ios":{"fallbackUrl":"https://a.evil.example/"}}}""")).ErrorPaths());
        Assert.Equal(["rootUrl"], (await Client.PostAsync("/domains", """{"host":"go.acme.com","rootUrl":"https://evil.example/"}""")).ErrorPaths());
        Assert.Equal(HttpStatusCode.Created, (await Client.PostAsync("/links", """{"url":"https://notevil.example/"}""")).Status);
        Assert.Equal(HttpStatusCode.Created, (await Client.PostAsync("/links", """{"url":"https://evil.example.com/"}""")).Status);
    }

    [Fact]
    public async Task Deny_HostOfLinksThereAre_StopsThemUntilItIsLifted()
    {
        await Client.PostAsync("/links", """{"slug":"plain","url":"https://EVIL.example/x"}""");
        await Client.PostAsync("/links", """{"slug":"below","url":"https://good.example/","variants":[{"name":"A","weight":1},{"name":"B","weight":1,"url":"https://a.evil.example/?q=\"x\""}]}""");
        await Client.PostAsync("/links", """{"slug":"good","url":"https://good.example/","notes":"see https://evil.example/"}""");
        using var feed = await FeedReader.OpenAsync(_server.Edge, after: 0);
        await feed.NextAsync(FeedFrame.FrameOneofCase.Heartbeat);
        var etag = (await Client.GetJsonAsync("/links/plain")).ETag;

        await Client.PutAsync("/safety/denied-hosts", """{"hosts":["evil.example","other.example"]}""");

        await Until.TrueAsync(async () => await DeniedAsync("plain") == "evil.example" && await DeniedAsync("below") == "evil.example", "both links are stopped");
        await Until.TrueAsync(AllAppliedAsync, "the list is applied");
        Assert.Null(await DeniedAsync("good"));
        Assert.NotEqual(etag, (await Client.GetJsonAsync("/links/plain")).ETag);
        var stopped = LinkDocument.Parser.ParseFrom((await feed.NextAsync(FeedFrame.FrameOneofCase.Entry)).Entry.Document);
        Assert.False(stopped.Enabled);
        Assert.True((await Client.GetJsonAsync("/links/plain")).Body!["enabled"]!.GetValue<bool>());
        Assert.Contains("evil.example, which is on a list of denied hosts", (await Client.PostAsync("/links/plain/test", "{}")).Body!.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await Client.DeleteJsonAsync("/safety/denied-hosts/EVIL.example")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Client.DeleteJsonAsync("/safety/denied-hosts/evil.example")).Status);

        await Until.TrueAsync(async () => await DeniedAsync("plain") is null && await DeniedAsync("below") is null, "both links go again");
    }

    [Fact]
    public async Task Patch_StoppedLink_StaysSoUntilItsDestinationIsAnother()
    {
        await Client.PostAsync("/links", """{"slug":"one","url":"https://evil.example/"}""");
        await Client.PutAsync("/safety/denied-hosts", """{"hosts":["evil.example"]}""");
        await Until.TrueAsync(async () => await DeniedAsync("one") is not null, "the link is stopped");

        var renamed = await Client.PatchAsync("/links/one", """{"title":"New"}""");
        Assert.Equal((HttpStatusCode.OK, "evil.example"), (renamed.Status, renamed.Text("deniedHost")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Client.PatchAsync("/links/one", """{"url":"https://evil.example/2"}""")).Status);

        var mended = await Client.PatchAsync("/links/one", """{"url":"https://good.example/"}""");
        Assert.Equal(HttpStatusCode.OK, mended.Status);
        Assert.Null(mended.Body!["deniedHost"]);
        Assert.Null(await DeniedAsync("one"));
    }

    [Fact]
    public async Task Deny_ByOneAccount_LeavesOthersAlone()
    {
        using var other = await OtherAccount.JoinAsync(_server, "go.theirs.example");
        await other.PostAsync("/links", """{"slug":"theirs","url":"https://evil.example/"}""");

        await Client.PutAsync("/safety/denied-hosts", """{"hosts":["evil.example"]}""");
        await Until.TrueAsync(AllAppliedAsync, "the list is applied");

        Assert.Null((await other.GetJsonAsync("/links/theirs")).Body!["deniedHost"]);
        Assert.Equal(HttpStatusCode.Created, (await other.PostAsync("/links", """{"url":"https://evil.example/"}""")).Status);
        Assert.Empty((await other.GetJsonAsync("/safety/denied-hosts")).Body!["data"]!.AsArray());
    }

    [Fact]
    public async Task File_OfTheInstallation_HoldsForEveryAccountAndFollowsChanges()
    {
        await Client.PostAsync("/links", """{"slug":"old","url":"https://phish.example/"}""");
        var file = Path.Combine(_server.DataFolder, "denied-hosts.txt");

        await File.WriteAllTextAsync(file, "# the abuse desk's\n\nPHISH.example  # ticket 12\nnot a host\n");

        await Until.TrueAsync(async () => await DeniedAsync("old") == "phish.example", "the link is stopped");

        // Where there are several admins, each reads it for itself.
        await Until.TrueAsync(
            async () => (await Client.PostAsync("/links", """{"url":"https://phish.example/"}""")).Status == HttpStatusCode.UnprocessableEntity, "new links are refused");
        Assert.Empty((await Client.GetJsonAsync("/safety/denied-hosts")).Body!["data"]!.AsArray());

        File.Delete(file);
        await File.WriteAllTextAsync(file, "# nothing any more\n");

        await Until.TrueAsync(async () => await DeniedAsync("old") is null, "the link goes again");
    }

    [Fact]
    public async Task List_PageByPage_ShowsEveryHostOnce()
    {
        var hosts = Enumerable.Range(0, 25).Select(i => $"h{i:00}.example").ToList();
        var added = await Client.PutAsync("/safety/denied-hosts", new JsonObject { ["hosts"] = new JsonArray([.. hosts.Select(host => (JsonNode)host)]) }.ToJsonString());
        Assert.Equal((25, 0), (added.Body!["added"]!.GetValue<int>(), added.Body["removed"]!.GetValue<int>()));

        var seen = new List<string>();
        for (var cursor = (string?)""; cursor is not null;)
        {
            var page = await Client.GetJsonAsync($"/safety/denied-hosts?limit=10&cursor={cursor}");
            seen.AddRange(page.Body!["data"]!.AsArray().Select(entry => entry!["host"]!.GetValue<string>()));
            cursor = page.Body["nextCursor"]?.GetValue<string>();
        }

        Assert.Equal(hosts, seen);
        Assert.Equal(24, (await Client.PutAsync("/safety/denied-hosts", """{"hosts":["h03.example"]}""")).Body!["removed"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("{}", "hosts")]
    [InlineData("""{"hosts":"evil.example"}""", "hosts")]
    [InlineData("""{"hosts":["https://evil.example/"]}""", "hosts[0]")]
    [InlineData("""{"hosts":["evil.example",null,7,"","a b"]}""", "hosts[1]", "hosts[2]", "hosts[3]", "hosts[4]")]
    public async Task Put_WhatIsNoHost_IsRefused(string json, params string[] paths)
    {
        var refused = await Client.PutAsync("/safety/denied-hosts", json);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(paths, refused.ErrorPaths());
    }

    private async Task<string?> DeniedAsync(string slug) => (await Client.GetJsonAsync($"/links/{slug}")).Body!["deniedHost"]?.GetValue<string>();

    private async Task<bool> AllAppliedAsync()
        => (await Client.GetJsonAsync("/safety/denied-hosts")).Body!["data"]!.AsArray().All(entry => entry!["applied"]!.GetValue<bool>());
}
