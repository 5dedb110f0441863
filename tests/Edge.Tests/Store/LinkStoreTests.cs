using System.Text;
using OneLink.Edge.Store;
using OneLink.Shared.Feed;
using OneLink.Shared.Routing;
using OneLink.Shared.Tests;

namespace OneLink.Edge.Tests.Store;

public sealed class LinkStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly LinkCompiler _compiler = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_AfterUpsertAndDelete_FollowsTheLastChange()
    {
        using LinkStore store = Open();
        using LinkReader reader = store.OpenReader();
        Put(store, "a", "https://example.com/1", 1);
        Assert.Equal("https://example.com/1", Find(reader, "a"));
        Put(store, "a", "https://example.com/2", 1);
        Assert.Equal("https://example.com/2", Find(reader, "a"));
        store.Delete(Key("a"));
        Assert.Null(Find(reader, "a"));
        Assert.Null(Find(reader, "b"));
    }

    [Fact]
    public async Task Open_AfterCheckpoint_RecoversLinksAndCursor()
    {
        using (LinkStore store = Open())
        {
            for (int i = 0; i < 1000; i++)
            {
                Put(store, $"slug-{i}", $"https://example.com/{i}", 1);
            }

            await store.CheckpointAsync(new StoreCursor(1000, 1), CancellationToken.None);
            Put(store, "slug-0", "https://example.com/changed", 1);
            store.Delete(Key("slug-1"));
            await store.CheckpointAsync(new StoreCursor(1002, 1), CancellationToken.None);
        }

        using LinkStore recovered = Open();
        using LinkReader reader = recovered.OpenReader();
        Assert.Equal(new StoreCursor(1002, 1), recovered.Cursor);
        Assert.Equal("https://example.com/changed", Find(reader, "slug-0"));
        Assert.Null(Find(reader, "slug-1"));
        Assert.Equal("https://example.com/999", Find(reader, "slug-999"));
    }

    [Theory]
    [InlineData(64, 8)]
    [InlineData(8, 64)]
    public async Task Open_WithAnotherMemoryBudget_RecoversLinks(int before, int after)
    {
        const int Links = 20_000;
        using (LinkStore store = Open(memoryBytes: before * 1024L * 1024))
        {
            for (int i = 0; i < Links; i++)
            {
                Put(store, $"slug-{i}", $"https://example.com/{i}", 1);
            }

            await store.CheckpointAsync(new StoreCursor(Links, 1), CancellationToken.None);
        }

        using LinkStore recovered = Open(memoryBytes: after * 1024L * 1024);
        using LinkReader reader = recovered.OpenReader();
        for (int i = 0; i < Links; i++)
        {
            Assert.Equal($"https://example.com/{i}", Find(reader, $"slug-{i}"));
        }
    }

    [Fact]
    public async Task Open_ChangesAfterTheCheckpoint_ReportsTheOlderCursor()
    {
        using (LinkStore store = Open())
        {
            Put(store, "a", "https://example.com/1", 1);
            await store.CheckpointAsync(new StoreCursor(1, 1), CancellationToken.None);
            Put(store, "b", "https://example.com/2", 1);
        }

        using LinkStore recovered = Open();
        using LinkReader reader = recovered.OpenReader();
        Assert.Equal(1UL, recovered.Cursor.Sequence);
        Assert.Equal("https://example.com/1", Find(reader, "a"));
    }

    [Fact]
    public void DeleteOtherGenerations_AfterASnapshot_LeavesWhatItMentioned()
    {
        using LinkStore store = Open();
        using LinkReader reader = store.OpenReader();
        for (int i = 0; i < 500; i++)
        {
            Put(store, $"slug-{i}", $"https://example.com/{i}", 1);
        }

        for (int i = 0; i < 500; i += 2)
        {
            Put(store, $"slug-{i}", $"https://example.com/{i}", 2);
        }

        Assert.Equal(250, store.DeleteOtherGenerations(2));
        Assert.Equal("https://example.com/2", Find(reader, "slug-2"));
        Assert.Null(Find(reader, "slug-3"));
        Assert.Equal(0, store.DeleteOtherGenerations(2));
    }

    [Fact]
    public void Read_MoreLinksThanMemory_FindsThemOnDisk()
    {
        using LinkStore store = Open(memoryBytes: 4 * 1024 * 1024);
        using LinkReader reader = store.OpenReader();
        string tail = new('x', 400);
        const int count = 30_000;
        for (int i = 0; i < count; i++)
        {
            Put(store, $"slug-{i}", $"https://example.com/{i}/{tail}", 1);
        }

        for (int i = 0; i < count; i += 997)
        {
            Assert.Equal($"https://example.com/{i}/{tail}", Find(reader, $"slug-{i}"));
        }

        Assert.Null(Find(reader, "slug-none"));
    }

    [Fact]
    public async Task Read_OnDiskWithoutWaiting_IsFoundOnceItHasArrived()
    {
        using LinkStore store = Open(memoryBytes: 4 * 1024 * 1024);
        using LinkReader reader = store.OpenReader();
        reader.Waits = false;
        string tail = new('x', 400);
        for (int i = 0; i < 30_000; i++)
        {
            Put(store, $"slug-{i}", $"https://example.com/{i}/{tail}", 1);
        }

        var value = new LinkValue();
        int asked = 0;
        do
        {
            // Now and then the disk is faster than the look at whether it has answered.
            PageCache.Forget(_folder.Path);
        }
        while (reader.Read(Key($"slug-{asked += 500}"), value) != ReadOutcome.OnDisk);

        Assert.Equal(ReadOutcome.Found, reader.Read(Key("slug-29999"), value));
        while (!reader.CollectArrived() || reader.Read(Key($"slug-{asked}"), value) == ReadOutcome.OnDisk)
        {
            await Task.Delay(1);
        }

        Assert.Equal($"https://example.com/{asked}/{tail}", Find(reader, $"slug-{asked}"));
        reader.ForgetArrived();

        // It is asked for anew, and the kernel still has it.
        Assert.Equal(ReadOutcome.Found, reader.Read(Key($"slug-{asked}"), value));

        reader.Waits = true;
        Assert.Equal($"https://example.com/3/{tail}", Find(reader, "slug-3"));
    }

    [Fact]
    public async Task Read_WhileAWriterChangesTheLink_SeesOneVersionWhole()
    {
        using LinkStore store = Open();
        string[] versions = ["https://example.com/" + new string('a', 300), "https://example.com/" + new string('b', 200)];
        Put(store, "a", versions[0], 1);
        using var done = new CancellationTokenSource();
        Task<int>[] readers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            using LinkReader reader = store.OpenReader();
            int mixed = 0;
            while (!done.IsCancellationRequested)
            {
                mixed += versions.Contains(Find(reader, "a")) ? 0 : 1;
            }

            return mixed;
        }))];
        for (int i = 0; i < 100_000; i++)
        {
            Put(store, "a", versions[i % 2], 1);
        }

        await done.CancelAsync();
        int[] torn = await Task.WhenAll(readers);
        Assert.All(torn, static count => Assert.Equal(0, count));
    }

    [Fact]
    public void Dispose_WhilePagesAreWritten_WaitsForThem()
    {
        // FASTER's own device could wait for ever here, one time in ten or so.
        for (int round = 0; round < 10; round++)
        {
            using LinkStore store = Open(memoryBytes: 4 * 1024 * 1024);
            using LinkReader reader = store.OpenReader();
            string tail = new('x', 400);
            for (int i = 0; i < 10_000; i++)
            {
                Put(store, $"slug-{i}", tail, 1);
            }

            reader.Waits = false;
            _ = Find(reader, "slug-0");
        }
    }

    [Fact]
    public async Task Checkpoint_LogFullOfSupersededLinks_CompactsItWhileReadersSeeEveryLink()
    {
        const int Links = 3000;
        using (LinkStore store = Open(memoryBytes: 4 * 1024 * 1024, slackBytes: 1024 * 1024))
        {
            using var done = new CancellationTokenSource();
            for (int i = 0; i < Links; i++)
            {
                Put(store, $"slug-{i}", Version(i, 0), 1);
            }

            Task<int>[] readers = [.. Enumerable.Range(0, 2).Select(seed => Task.Run(() => Missing(store, Links, seed, done.Token)))];
            long largest = 0;
            ulong sequence = 0;
            for (int version = 1; version <= 20; version++)
            {
                // Only a part of the links changes, so that there is something to move.
                for (int i = version % 3; i < Links; i += 3)
                {
                    Put(store, $"slug-{i}", Version(i, version), 1);
                }

                store.Delete(Key($"slug-{Links + version}"));
                await store.CheckpointAsync(new StoreCursor(++sequence, 1), CancellationToken.None);
                largest = Math.Max(largest, store.LogBytes);
            }

            await done.CancelAsync();
            Assert.All(await Task.WhenAll(readers), static missing => Assert.Equal(0, missing));
            Assert.True(store.LiveBytes > 0, "No pass came to its end.");
            Assert.True(largest < (2 * store.LiveBytes) + (4 * 1024 * 1024), $"The log grew to {largest} bytes with {store.LiveBytes} in force.");
            Assert.False(File.Exists(_folder["links.log.0"]), string.Join(' ', Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName)));
        }

        using LinkStore recovered = Open(memoryBytes: 4 * 1024 * 1024);
        using LinkReader reader = recovered.OpenReader();
        for (int i = 0; i < Links; i++)
        {
            int last = 20 - ((20 - (i % 3)) % 3);
            Assert.Equal(Version(i, last), Find(reader, $"slug-{i}"));
        }

        Assert.True(recovered.LiveBytes > 0);

        static string Version(int link, int version) => $"https://example.com/{link}/{version}/{new string('v', 300)}";
    }

    /// <summary>Reads links by chance until told to stop; links that were not found.</summary>
    private static int Missing(LinkStore store, int links, int seed, CancellationToken stop)
    {
        using LinkReader reader = store.OpenReader();
        var random = new Random(seed);
        int missing = 0;
        while (!stop.IsCancellationRequested)
        {
            missing += Find(reader, $"slug-{random.Next(links)}") is null ? 1 : 0;
        }

        return missing;
    }

    [Fact]
    public void Read_InMemory_AllocatesNothing()
    {
        using LinkStore store = Open();
        using LinkReader reader = store.OpenReader();
        Put(store, "a", "https://example.com/1", 1);
        byte[] key = Key("a");
        var value = new LinkValue();
        Allocations.AssertNoneWhenWarm(() => reader.Read(key, value));
    }

    private static byte[] Key(string slug)
    {
        byte[] key = new byte[LinkKey.PrefixBytes + Encoding.UTF8.GetByteCount(slug)];
        LinkKey.WritePrefix(key, 1);
        Encoding.UTF8.GetBytes(slug, key.AsSpan(LinkKey.PrefixBytes));
        return key;
    }

    private static string? Find(LinkReader reader, string slug)
    {
        var value = new LinkValue();
        return reader.Read(Key(slug), value) == ReadOutcome.Found ? Encoding.ASCII.GetString(new CompiledLink(value.Span).Url) : null;
    }

    private void Put(LinkStore store, string slug, string url, byte generation)
        => store.Upsert(Key(slug), _compiler.Compile(1, new LinkDocument { Url = url, RedirectStatus = 302, Enabled = true }, generation));

    private LinkStore Open(long memoryBytes = 64 * 1024 * 1024, long slackBytes = 1024 * 1024 * 1024)
        => new(new LinkStoreOptions
        {
            Folder = _folder.Path,
            MemoryBytes = memoryBytes,
            PageBytes = 64 * 1024,
            SegmentBytes = 1024 * 1024,
            CompactionSlackBytes = slackBytes,
        });
}
