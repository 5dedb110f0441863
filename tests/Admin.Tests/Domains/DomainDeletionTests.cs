using System.Net;
using OneLink.Admin.Tests.Hosting;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Tests.Domains;

public sealed class DomainDeletionTests : IAsyncLifetime
{
    private AdminServer _server = null!;

    private HttpClient Client => _server.Client;

    public async Task InitializeAsync() => _server = await AdminServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Delete_UnusedDomain_IsGoneAndItsHostIsFree()
    {
        var id = (await Client.PostAsync("/domains", """{"host":"old.example"}""")).Body!["id"]!.GetValue<long>();
        using var feed = await FeedReader.OpenAsync(_server.Edge, after: 0);
        await feed.NextAsync(FeedFrame.FrameOneofCase.Heartbeat);

        Assert.Equal(HttpStatusCode.NoContent, (await Client.DeleteJsonAsync("/domains/old.example")).Status);

        var entry = (await feed.NextAsync(FeedFrame.FrameOneofCase.Entry)).Entry;
        Assert.Equal((EntryKind.Domain, true), (entry.Kind, entry.Deleted));
        Assert.Equal(HttpStatusCode.NotFound, (await Client.GetJsonAsync("/domains/old.example")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Client.DeleteJsonAsync("/domains/old.example")).Status);

        var again = await Client.PostAsync("/domains", """{"host":"old.example"}""");
        Assert.Equal(HttpStatusCode.Created, again.Status);
        Assert.Equal(id + 1, again.Body!["id"]!.GetValue<long>());
    }

    [Fact]
    public async Task Delete_DomainWithLinks_IsRefusedUntilTheyAreGone()
    {
        await Client.PostAsync("/domains", """{"host":"busy.example"}""");
        await Client.PostAsync("/links", """{"url":"https://acme.com/","domain":"busy.example","slug":"a","indexable":true}""");

        var refused = await Client.DeleteJsonAsync("/domains/busy.example");
        Assert.Equal((HttpStatusCode.Conflict, "domain-in-use"), (refused.Status, refused.Problem));
        Assert.Contains("bulk-delete", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Client.GetJsonAsync("/links/a?domain=busy.example")).Status);

        await Client.PostAsync("/links/bulk-delete", """{"filter":{"domain":"busy.example"}}""");
        Assert.Equal(HttpStatusCode.NoContent, (await Client.DeleteJsonAsync("/domains/busy.example")).Status);
    }

    [Fact]
    public async Task Delete_DefaultDomain_IsRefusedUntilAnotherIs()
    {
        await Client.PostAsync("/domains", """{"host":"first.example","default":true}""");

        var refused = await Client.DeleteJsonAsync("/domains/first.example");
        Assert.Equal((HttpStatusCode.Conflict, "domain-in-use"), (refused.Status, refused.Problem));
        Assert.Contains("default", refused.Text("detail"), StringComparison.Ordinal);

        await Client.PatchAsync("/domains/127.0.0.1", """{"default":true}""");
        Assert.Equal(HttpStatusCode.NoContent, (await Client.DeleteJsonAsync("/domains/first.example")).Status);
    }

    [Fact]
    public async Task Delete_LastDomain_IsRefused()
    {
        using var other = await OtherAccount.JoinAsync(_server, "theirs.example");

        Assert.Equal(HttpStatusCode.Conflict, (await other.DeleteJsonAsync("/domains/theirs.example")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Client.DeleteJsonAsync("/domains/theirs.example")).Status);
        Assert.Equal(HttpStatusCode.OK, (await other.GetJsonAsync("/domains/theirs.example")).Status);
    }
}
