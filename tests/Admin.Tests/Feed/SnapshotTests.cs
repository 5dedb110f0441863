using System.IO.Pipelines;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Feed;
using OneLink.Admin.Tests.Hosting;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Tests.Feed;

/// <summary>Snapshots that are cut off, compressed, changed under way, and not read at all.</summary>
public sealed class SnapshotTests(SnapshotTests.Fixture fixture) : IClassFixture<SnapshotTests.Fixture>
{
    private const int Links = 2_500;

    private readonly AdminServer _server = fixture.Server;

    [Fact]
    public async Task Rest_AfterAMark_HoldsWhatIsLeftAndWhatChangedSince()
    {
        var whole = await ReadAsync("");
        var start = whole[0].SnapshotStart;
        var mark = whole.FindIndex(frame => frame.SnapshotMark is not null);
        var before = whole.Take(mark).Where(IsLink).Select(frame => frame.Entry.SlugKey).ToHashSet(StringComparer.Ordinal);
        Assert.InRange(before.Count, 1, Links - 1);
        Assert.Equal((ulong)Links, whole[^1].SnapshotEnd.Links);
        Assert.Equal(start.Sequence, whole[^1].SnapshotEnd.Sequence);

        // Of what has come already, one goes, one changes twice, one gets another name; one is new.
        var slugs = before.Order(StringComparer.Ordinal).Take(3).ToList();
        await _server.Client.DeleteJsonAsync("/links/" + slugs[0]);
        await _server.Client.PatchAsync("/links/" + slugs[1], """{"url":"https://acme.com/once"}""");
        await _server.Client.PatchAsync("/links/" + slugs[1], """{"url":"https://acme.com/twice"}""");
        await _server.Client.PatchAsync("/links/" + slugs[2], """{"slug":"renamed"}""");
        await _server.Client.PostAsync("/links", """{"url":"https://acme.com/new","slug":"new"}""");

        var rest = await ReadAsync($"sequence={start.Sequence}&place={whole[mark].SnapshotMark.Place}");
        Assert.Equal(start.Sequence + 6, rest[^1].SnapshotEnd.Sequence);
        Assert.Equal((ulong)rest.Count(IsLink), rest[^1].SnapshotEnd.Links);
        var entries = rest.Where(IsLink).Select(frame => frame.Entry).ToList();
        Assert.True(Assert.Single(entries, entry => entry.SlugKey == slugs[0]).Deleted);
        Assert.Equal("https://acme.com/twice", LinkDocument.Parser.ParseFrom(Assert.Single(entries, entry => entry.SlugKey == slugs[1]).Document).Url);
        Assert.True(Assert.Single(entries, entry => entry.SlugKey == slugs[2]).Deleted);
        var all = new HashSet<string>(before, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            Assert.Equal(0UL, entry.Sequence);
            _ = entry.Deleted ? all.Remove(entry.SlugKey) : all.Add(entry.SlugKey);
        }

        Assert.Equal(Links, all.Count);
        Assert.Contains("new", all);
        Assert.Contains("renamed", all);
    }

    [Theory]
    [InlineData("sequence=1&place=5&origin=1", HttpStatusCode.Gone)]
    [InlineData("sequence=999999&place=5", HttpStatusCode.Gone)]
    [InlineData("sequence=1&place=5&scope=7", HttpStatusCode.Gone)]
    [InlineData("place=5", HttpStatusCode.BadRequest)]
    [InlineData("sequence=1", HttpStatusCode.BadRequest)]
    [InlineData("sequence=1&place=x", HttpStatusCode.BadRequest)]
    public async Task Rest_OfWhatCannotBeGoneOnWith_IsRefused(string query, HttpStatusCode status)
        => Assert.Equal(status, (await _server.Edge.GetJsonAsync("/internal/feed/snapshot?" + query)).Status);

    [Theory]
    [InlineData(DecompressionMethods.Brotli)]
    [InlineData(DecompressionMethods.GZip)]
    public async Task Snapshot_Compressed_IsTheSameAndSmall(DecompressionMethods method)
    {
        using var handler = new SocketsHttpHandler { AutomaticDecompression = method };
        using var client = new HttpClient(handler) { BaseAddress = _server.BaseAddress };
        client.DefaultRequestHeaders.Authorization = _server.Edge.DefaultRequestHeaders.Authorization;
        Assert.Equal(await ReadAsync(""), await FeedReader.ReadAllAsync(await client.GetAsync(Address(""))));

        using var raw = new HttpRequestMessage(HttpMethod.Get, Address(""));
        raw.Headers.AcceptEncoding.ParseAdd(method == DecompressionMethods.Brotli ? "br" : "gzip");
        using var compressed = await _server.Edge.SendAsync(raw);
        var plain = await _server.Edge.GetByteArrayAsync(Address(""));
        Assert.True((await compressed.Content.ReadAsByteArrayAsync()).Length * 2 < plain.Length);
    }

    [Fact]
    public async Task Reader_WhoStops_HoldsUpNobodyElse()
    {
        const int Room = 16 * 1024;
        var end = (long)(await ReadAsync(""))[^1].SnapshotEnd.Sequence;
        using var ending = new CancellationTokenSource();
        var snapshot = new Pipe(new PipeOptions(pauseWriterThreshold: Room, resumeWriterThreshold: Room / 2));
        var stream = new Pipe(new PipeOptions(pauseWriterThreshold: Room, resumeWriterThreshold: Room / 2));
        var stalled = _server.Services.GetRequiredService<FeedSnapshot>().WriteAsync(snapshot.Writer, FeedScope.All, from: null, ending.Token);
        var alsoStalled = _server.Services.GetRequiredService<FeedStream>().RunAsync(stream.Writer, after: 0, FeedScope.All, ending.Token);
        await Until.TrueAsync(() => Task.FromResult(snapshot.Reader.TryRead(out var read) && Seen(snapshot, read) >= Room), "the snapshot waits for its reader");
        await Until.TrueAsync(() => Task.FromResult(stream.Reader.TryRead(out var read) && Seen(stream, read) >= Room), "the stream waits for its reader");

        using var feed = await FeedReader.OpenAsync(_server.Edge, end);
        await feed.NextAsync(FeedFrame.FrameOneofCase.Heartbeat);
        for (var i = 0; i < 20; i++)
        {
            await _server.Client.PatchAsync("/links/s7", $$"""{"url":"https://acme.com/changed/{{i}}"}""");
            Assert.Equal("s7", (await feed.NextAsync(FeedFrame.FrameOneofCase.Entry)).Entry.SlugKey);
        }

        // Neither has gathered more for its reader than one piece.
        Assert.False(stalled.IsCompleted);
        Assert.False(alsoStalled.IsCompleted);
        Assert.True(snapshot.Reader.TryRead(out var kept));
        Assert.InRange(Seen(snapshot, kept), Room, 160 * 1024);
        Assert.True(stream.Reader.TryRead(out kept));
        Assert.InRange(Seen(stream, kept), Room, 160 * 1024);
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stalled);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alsoStalled);
    }

    /// <summary>Looks without taking anything.</summary>
    private static long Seen(Pipe pipe, ReadResult read)
    {
        pipe.Reader.AdvanceTo(read.Buffer.Start);
        return read.Buffer.Length;
    }

    private static bool IsLink(FeedFrame frame) => frame.Entry?.Kind == EntryKind.Link;

    private static Uri Address(string query) => new("/internal/feed/snapshot?" + query, UriKind.Relative);

    private async Task<List<FeedFrame>> ReadAsync(string query) => [.. await FeedReader.ReadAllAsync(await _server.Edge.GetAsync(Address(query)))];

    /// <summary>An admin with links.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        internal AdminServer Server { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Server = await AdminServer.StartAsync();
            for (var made = 0; made < Links; made += Links / 5)
            {
                await Server.Client.PostAsync(
                    "/links", "[" + string.Join(',', Enumerable.Range(made, Links / 5).Select(i => $$"""{"url":"https://acme.com/{{i}}","slug":"s{{i}}"}""")) + "]");
            }
        }

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
