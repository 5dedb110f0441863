using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Admin.Database;
using OneLink.Admin.Database.Partitions;
using OneLink.Admin.Feed;
using OneLink.Admin.Tests.Hosting;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Tests.Feed;

public sealed class RetentionTests
{
    [Fact]
    public async Task Trim_ByCount_KeepsTheNewestAndSends410ForOlder()
    {
        await using var server = await AdminServer.StartAsync();
        await AddLinksAsync(server, 9);

        await Trimmer(server, new FeedRetention(TimeSpan.FromDays(1), Count: 4), DateTimeOffset.UtcNow).TrimAsync(CancellationToken.None);

        // Ten changes with the domain's: 7 to 10 are kept.
        Assert.Equal(HttpStatusCode.Gone, (await server.Edge.GetJsonAsync("/internal/feed?after=5")).Status);
        using var feed = await FeedReader.OpenAsync(server.Edge, after: 6);
        Assert.Equal(7UL, (await feed.NextAsync(FeedFrame.FrameOneofCase.Entry)).Entry.Sequence);
    }

    [Fact]
    public async Task Trim_ByAge_EmptiesTheLogButNotTheSequence()
    {
        await using var server = await AdminServer.StartAsync();
        await AddLinksAsync(server, 2);
        var trimmer = Trimmer(server, new FeedRetention(TimeSpan.FromDays(1), Count: 1000), DateTimeOffset.UtcNow.AddDays(2));

        await trimmer.TrimAsync(CancellationToken.None);
        await trimmer.TrimAsync(CancellationToken.None);

        Assert.Equal(HttpStatusCode.Gone, (await server.Edge.GetJsonAsync("/internal/feed?after=0")).Status);
        using var feed = await FeedReader.OpenAsync(server.Edge, after: 3);
        await AddLinksAsync(server, 1);
        Assert.Equal(4UL, (await feed.NextAsync(FeedFrame.FrameOneofCase.Entry)).Entry.Sequence);
    }

    [Fact]
    public async Task Trim_NothingOld_KeepsEverything()
    {
        await using var server = await AdminServer.StartAsync();
        await AddLinksAsync(server, 3);

        await Trimmer(server, FeedRetention.Default, DateTimeOffset.UtcNow).TrimAsync(CancellationToken.None);

        using var feed = await FeedReader.OpenAsync(server.Edge, after: 0);
        Assert.Equal(1UL, (await feed.NextAsync(FeedFrame.FrameOneofCase.Entry)).Entry.Sequence);
    }

    [Fact]
    public async Task RefreshSalts_OverDays_MakesTomorrowsAndDropsOldOnes()
    {
        await using var server = await AdminServer.StartAsync();
        var database = server.Services.GetRequiredService<IDatabase>();
        var clock = new ManualClock(DateTimeOffset.UtcNow.AddDays(10));
        var store = new VisitorSaltStore(database, clock, server.Services.GetRequiredService<ChangeSignal>());

        await store.RefreshAsync(CancellationToken.None);
        var first = store.Current;
        await store.RefreshAsync(CancellationToken.None);
        Assert.Same(first, store.Current);
        clock.Now = clock.Now.AddDays(1);
        await store.RefreshAsync(CancellationToken.None);

        Assert.Equal(2, first.Message.Salts.Count);
        Assert.Equal(first.Version + 1, store.Current.Version);
        Assert.Equal(first.Message.Salts[1], store.Current.Message.Salts[1]);
        clock.Now = clock.Now.AddDays(3);
        await store.RefreshAsync(CancellationToken.None);
        Assert.DoesNotContain(first.Message.Salts[0], store.Current.Message.Salts);
    }

    private static ChangeLogTrimmer Trimmer(AdminServer server, FeedRetention retention, DateTimeOffset now)
        => new(server.Services.GetRequiredService<IDatabase>(), server.Services.GetRequiredService<ILogPartitions>(), retention, new ManualClock(now), NullLogger<ChangeLogTrimmer>.Instance);

    private static async Task AddLinksAsync(AdminServer server, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await server.Client.PostAsync("/links", """{"url":"https://acme.com/"}""");
        }
    }
}
