using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Feed;
using OneLink.Admin.Feed.FanOut;
using OneLink.Admin.Tests.Hosting;
using OneLink.Shared.Feed;
using StackExchange.Redis;

namespace OneLink.Admin.Tests.Redis;

/// <summary>The change log as a stream in Redis, which both admins extend.</summary>
[Collection(TwoAdminsCollection.Name)]
public sealed class FanOutTests(TwoAdminsFixture fixture)
{
    private const string Stream = "onelink:feed";

    private readonly TwoAdmins _admins = fixture.Admins;

    [Fact]
    public async Task Change_AtOneAdmin_ReachesTheEdgesOfTheOther()
    {
        await CreateAsync(_admins.Two);
        await StreamIsCurrentAsync();
        var last = await LastAsync();
        using var feed = await FeedReader.OpenAsync(_admins.One.Edge, last);
        Assert.Equal(last, (long)(await feed.NextAsync(FeedFrame.FrameOneofCase.Heartbeat)).Heartbeat.Sequence);
        var woken = _admins.One.Services.GetRequiredService<ChangeSignal>().Next;

        var slug = await CreateAsync(_admins.Two);

        var entry = (await feed.NextAsync(FeedFrame.FrameOneofCase.Entry)).Entry;
        Assert.Equal(last + 1, (long)entry.Sequence);
        Assert.EndsWith(slug, entry.SlugKey, StringComparison.Ordinal);
        await woken.WaitAsync(TimeSpan.FromMinutes(1));

        // What an edge is served from Redis is what the log says.
        var (shared, log) = (_admins.One.Services.GetRequiredService<SharedChanges>(), _admins.One.Services.GetRequiredService<ChangeLogReader>());
        ChangeLogPage? page = null;
        await Until.TrueAsync(async () => (page = await shared.AfterAsync(last - 1, 10, CancellationToken.None)) is { Changes.Count: > 1 }, "the other admin knows of both");
        var own = await log.ReadLogAsync(last - 1, FeedScope.All, 10, CancellationToken.None);
        Assert.Equal(own.Changes.Select(change => change.ToEntry()), page!.Changes.Select(change => change.ToEntry()));
        Assert.True(page.Bounds.Reaches(last - 1, FeedScope.All));
    }

    [Fact]
    public async Task Stream_WrittenByBothAtOnce_HasEveryChangeInOrder_AndRedisRefusesALowerOne()
    {
        await CreateAsync(_admins.One);
        var first = await LastAsync();
        await Parallel.ForAsync(0, 60, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) => await CreateAsync(i % 2 == 0 ? _admins.One : _admins.Two));
        await StreamIsCurrentAsync();

        var last = await LastAsync();
        await using var redis = await _admins.Redis.ConnectAsync();
        var database = redis.GetDatabase();
        var entries = await database.StreamRangeAsync(Stream, minId: IdOf(first + 1));
        Assert.Equal(Enumerable.Range(1, (int)(last - first)).Select(i => IdOf(first + i)), entries.Select(entry => entry.Id.ToString()));
        var log = await _admins.One.Services.GetRequiredService<ChangeLogReader>().ReadLogAsync(first, FeedScope.All, 1_000, CancellationToken.None);
        Assert.Equal(log.Changes.Select(change => change.ToEntry()), entries.Select(entry => FeedEntry.Parser.ParseFrom((byte[])entry["e"]!)));

        foreach (var sequence in new[] { first, last })
        {
            var refused = await Assert.ThrowsAsync<RedisServerException>(() => database.StreamAddAsync(Stream, "e", "late", IdOf(sequence)));
            Assert.Contains("equal or smaller", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_LostOrOfAnotherHistory_BeginsAnew(bool isOfAnother)
    {
        await CreateAsync(_admins.One);
        await StreamIsCurrentAsync();
        var last = await LastAsync();
        await using var redis = await _admins.Redis.ConnectAsync();
        await redis.GetDatabase().KeyDeleteAsync(Stream);
        if (isOfAnother)
        {
            // As after a backup was restored: sequences that are given once more.
            var foreign = new FeedEntry { Sequence = (ulong)last + 1, SlugKey = "foreign" };
            await redis.GetDatabase().StreamAddAsync(Stream, "e", Google.Protobuf.MessageExtensions.ToByteArray(foreign), IdOf(last + 1));
        }

        using var feed = await FeedReader.OpenAsync(_admins.One.Edge, last);
        var slug = await CreateAsync(_admins.Two);
        Assert.EndsWith(slug, (await feed.NextAsync(FeedFrame.FrameOneofCase.Entry)).Entry.SlugKey, StringComparison.Ordinal);
        await StreamIsCurrentAsync();
    }

    private static string IdOf(long sequence) => string.Create(CultureInfo.InvariantCulture, $"{sequence}-0");

    private static async Task<string> CreateAsync(AdminServer admin)
    {
        var created = await admin.Client.PostAsync("/links", """{"url":"https://acme.com/"}""");
        Assert.Equal(HttpStatusCode.Created, created.Status);
        return created.Text("slug");
    }

    private async Task<long> LastAsync() => (await _admins.One.Services.GetRequiredService<ChangeLogReader>().BoundsAsync(CancellationToken.None)).LastSequence;

    /// <summary>Until its newest entry is the log's.</summary>
    private async Task StreamIsCurrentAsync()
    {
        await using var redis = await _admins.Redis.ConnectAsync();
        await Until.TrueAsync(
            async () =>
            {
                var newest = await redis.GetDatabase().StreamRangeAsync(Stream, count: 1, messageOrder: Order.Descending);
                var page = await _admins.One.Services.GetRequiredService<ChangeLogReader>().ReadLogAsync(await LastAsync() - 1, FeedScope.All, 1, CancellationToken.None);
                return newest is [var entry] && FeedEntry.Parser.ParseFrom((byte[])entry["e"]!).Equals(page.Changes[0].ToEntry());
            },
            "the stream is as long as the log");
    }
}
