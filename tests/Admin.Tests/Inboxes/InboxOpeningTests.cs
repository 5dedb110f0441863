using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Admin.Assignment;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes.Openings;
using OneLink.Admin.Leases;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Tests.Inboxes;

/// <summary>Rules that ask whether an inbox is open: what is told to edges, and when.</summary>
public sealed class InboxOpeningTests : IAsyncLifetime
{
    private AdminServer _server = null!;
    private HttpClient _desk = null!;
    private string _account = "";
    private string _user = "";

    public async Task InitializeAsync()
    {
        // The watch of the tests' own looks when they say so.
        _server = await AdminServer.StartAsync(replace: services => services.Remove(
            services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(OpeningWatch))));
        _desk = Tenant.ClientWith(_server, _server.Credentials["userAccessToken"]!.GetValue<string>());
        _account = $"/api/v1/accounts/{_server.Credentials["accountId"]}";
        _user = (await _desk.GetJsonAsync("/api/v1/profile")).Is(HttpStatusCode.OK).Body!["id"]!.ToString();
    }

    public async Task DisposeAsync()
    {
        _desk.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Inbox_OpensAndCloses_AsItsPeopleComeAndGo()
    {
        var watch = NewWatch();
        var inbox = await InboxAsync();
        await SayAsync("offline");
        await LinkAsync("chat", inbox);
        using var feed = await FeedReader.OpenAsync(_server.Edge, after: 0);

        var link = await NextAsync(feed, EntryKind.Link);
        Assert.Equal((FeedFormat.DocumentVersion, (ulong)inbox, true), (link.Version, ConditionOf(link).Id, ConditionOf(link).Open));
        Assert.Equal(("https://acme.com/form", "inbox"), await TestAsync("chat"));

        await SayAsync("online");
        await watch.LookAsync(CancellationToken.None);
        var opened = await NextAsync(feed, EntryKind.Inbox);
        Assert.Equal(((ulong)inbox, false, 0L), (opened.Id, opened.Deleted, InboxDocument.Parser.ParseFrom(opened.Document).ClosesAtMs));
        Assert.Equal(("https://acme.com/chat", ""), await TestAsync("chat"));
        Assert.Equal([(ulong)inbox], await InSnapshotAsync());

        await SayAsync("busy");
        await watch.LookAsync(CancellationToken.None);
        Assert.True((await NextAsync(feed, EntryKind.Inbox)).Deleted);
        Assert.Empty(await InSnapshotAsync());
        await watch.LookAsync(CancellationToken.None);
        Assert.Equal(opened.Sequence + 1, await LastSequenceAsync());
    }

    [Fact]
    public async Task Inbox_WithHours_IsOpenUntilTheyEnd()
    {
        var clock = new ManualClock(new DateTimeOffset(2027, 1, 11, 8, 59, 59, TimeSpan.Zero));
        var watch = NewWatch(clock);
        var inbox = await InboxAsync();
        (await _desk.PatchAsync($"{_account}/inboxes/{inbox}", """{"working_hours_enabled":true,"timezone":"UTC"}""")).Is(HttpStatusCode.OK);
        await SayAsync("online");
        await LinkAsync("hours", inbox);
        using var feed = await FeedReader.OpenAsync(_server.Edge, after: 0);

        await watch.LookAsync(CancellationToken.None);
        clock.Now = clock.Now.AddSeconds(1);
        await watch.LookAsync(CancellationToken.None);
        var closesAt = new DateTimeOffset(2027, 1, 11, 17, 0, 0, TimeSpan.Zero);
        Assert.Equal(closesAt.ToUnixTimeMilliseconds(), InboxDocument.Parser.ParseFrom((await NextAsync(feed, EntryKind.Inbox)).Document).ClosesAtMs);

        clock.Now = closesAt;
        await watch.LookAsync(CancellationToken.None);
        Assert.True((await NextAsync(feed, EntryKind.Inbox)).Deleted);
    }

    [Fact]
    public async Task Inbox_ThatFlaps_IsToldOfAFewTimes()
    {
        var watch = NewWatch();
        var inbox = await InboxAsync();
        await LinkAsync("flapping", inbox);
        var before = await LastSequenceAsync();

        for (var i = 0; i < 20; i++)
        {
            await SayAsync(i % 2 == 0 ? "online" : "offline");
            await watch.LookAsync(CancellationToken.None);
        }

        // Six at once, and another every ten seconds.
        Assert.InRange(await LastSequenceAsync() - before, 6UL, 12UL);
    }

    [Fact]
    public async Task Inbox_ThatIsDeleted_IsClosed_AndItsLinksCanStillBeChanged()
    {
        var watch = NewWatch();
        var inbox = await InboxAsync();
        await SayAsync("online");
        await LinkAsync("gone", inbox);
        await watch.LookAsync(CancellationToken.None);
        Assert.Single(await InSnapshotAsync());

        (await _desk.DeleteJsonAsync($"{_account}/inboxes/{inbox}")).Is(HttpStatusCode.OK);
        await watch.LookAsync(CancellationToken.None);
        Assert.Empty(await InSnapshotAsync());
        Assert.Equal(("https://acme.com/form", "inbox"), await TestAsync("gone"));
        var last = await LastSequenceAsync();
        await watch.LookAsync(CancellationToken.None);
        Assert.Equal(last, await LastSequenceAsync());

        Assert.Equal(HttpStatusCode.OK, (await _server.Client.PatchAsync("/links/gone", """{"title":"Still here"}""")).Status);
        var another = await _server.Client.PatchAsync("/links/gone", Rules(inbox + 1_000));
        Assert.Contains("rules[0].when.inbox.id", another.Is(HttpStatusCode.UnprocessableEntity).Body!["errors"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inbox_OfAnotherAccount_IsNotThere_InABulkCallEither()
    {
        var foreign = await (await Tenant.JoinAsync(_server)).InboxAsync();
        var own = await InboxAsync();

        var answer = await _server.Client.PostAsync("/links", "[" + LinkBody("ours", own) + "," + LinkBody("theirs", foreign) + "]");

        Assert.Equal((1, 1), (answer.Body!["created"]!.GetValue<int>(), answer.Body["failed"]!.GetValue<int>()));
        Assert.Contains("rules[0].when.inbox.id", answer.Body["results"]![1]!["error"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private OpeningWatch NewWatch(TimeProvider? clock = null) => new(
        _server.Services.GetRequiredService<IDatabase>(),
        _server.Services.GetRequiredService<AutoAssignment>(),
        new SoleLeases(),
        clock ?? TimeProvider.System,
        NullLogger<OpeningWatch>.Instance);

    private async Task<long> InboxAsync()
    {
        var inbox = (await _desk.PostAsync(_account + "/inboxes", """{"name":"Chat","channel":{"type":"api"}}""")).Is(HttpStatusCode.OK).Body!["id"]!.GetValue<long>();
        (await _desk.PostAsync(_account + "/inbox_members", $$"""{"inbox_id":{{inbox}},"user_ids":[{{_user}}]}""")).Is(HttpStatusCode.OK);
        return inbox;
    }

    private async Task SayAsync(string availability)
        => (await _desk.PatchAsync($"{_account}/agents/{_user}", $$"""{"auto_offline":false,"availability":"{{availability}}"}""")).Is(HttpStatusCode.OK);

    private async Task LinkAsync(string slug, long inbox) => (await _server.Client.PostAsync("/links", LinkBody(slug, inbox))).Is(HttpStatusCode.Created);

    private static string LinkBody(string slug, long inbox) => $$"""{"slug":"{{slug}}","url":"https://acme.com/form",{{Rules(inbox)[1..]}}""";

    private static string Rules(long inbox) => $$$"""{"rules":[{"name":"chat","when":{"inbox":{"id":{{{inbox}}},"open":true}},"then":{"url":"https://acme.com/chat"}}]}""";

    /// <summary>Where a visit leads, and which condition kept it from the chat.</summary>
    private async Task<(string Location, string Failed)> TestAsync(string slug)
    {
        var answer = (await _server.Client.PostAsync($"/links/{slug}/test", "{}")).Is(HttpStatusCode.OK).Body!;
        return (answer["location"]!.GetValue<string>(), string.Join(',', answer["rules"]![0]!["failed"]!.AsArray()));
    }

    private static InboxCondition ConditionOf(FeedEntry link) => LinkDocument.Parser.ParseFrom(link.Document).Rules[0].When.Inbox;

    private static async Task<FeedEntry> NextAsync(FeedReader feed, EntryKind kind)
    {
        FeedEntry entry;
        do
        {
            entry = (await feed.NextAsync(FeedFrame.FrameOneofCase.Entry)).Entry;
        }
        while (entry.Kind != kind);
        return entry;
    }

    private async Task<List<ulong>> InSnapshotAsync()
    {
        using var answer = await _server.Edge.GetAsync(new Uri("/internal/feed/snapshot", UriKind.Relative));
        return [.. (await FeedReader.ReadAllAsync(answer)).Where(frame => frame.Entry?.Kind == EntryKind.Inbox).Select(frame => frame.Entry.Id)];
    }

    private async Task<ulong> LastSequenceAsync()
    {
        using var answer = await _server.Edge.GetAsync(new Uri("/internal/feed/snapshot", UriKind.Relative));
        return (await FeedReader.ReadAllAsync(answer))[^1].SnapshotEnd.Sequence;
    }
}
