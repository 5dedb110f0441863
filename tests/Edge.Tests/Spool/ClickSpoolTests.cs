using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Edge.Spool;
using OneLink.Shared.Clicks;
using OneLink.Shared.Tests;

namespace OneLink.Edge.Tests.Spool;

public sealed class ClickSpoolTests : IDisposable
{
    private const int SegmentBytes = 64 * 1024;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Record_ManySegments_AreReadInOrder()
    {
        using ClickSpool spool = Open();
        SpoolWriter writer = spool.OpenWriter(0);
        for (ulong i = 0; i < 5000; i++)
        {
            Clicks.Record(writer, i);
        }

        Assert.Equal(Numbers(5000), Clicks.Read(spool.Chain(SpoolStream.People, 0)));
        Assert.Equal(5000, spool.Recorded(ClickKind.Human));
    }

    [Fact]
    public void Record_PeopleAndBots_GoToStreamsOfTheirOwn()
    {
        using ClickSpool spool = Open();
        SpoolWriter writer = spool.OpenWriter(0);
        Clicks.Record(writer, 1);
        Clicks.Record(writer, 2, ClickKind.Bot);
        Clicks.Record(writer, 3, ClickKind.Prefetch);

        Assert.Equal([1UL], Clicks.Read(spool.Chain(SpoolStream.People, 0)));
        Assert.Equal([2UL, 3UL], Clicks.Read(spool.Chain(SpoolStream.Others, 0)));
    }

    [Fact]
    public void Open_WhileThePredecessorRecords_BothAreReadInOrderAndNothingTwice()
    {
        ClickSpool former = Open();
        SpoolWriter before = former.OpenWriter(0);
        Record(before, 0, 1000);
        using ClickSpool spool = Open(hasPredecessor: true);
        SpoolWriter after = spool.OpenWriter(0);
        SpoolWriter other = spool.OpenWriter(1);
        Record(after, 2000, 3000);
        Record(other, 0, 1000);

        // It makes new segments still, in a lane of its own as well, and ends.
        Record(before, 1000, 2000);
        Record(former.OpenWriter(1), 0, 1);
        former.Dispose();
        spool.AdoptLeftBehind();
        Record(after, 3000, 4000);

        Assert.Equal(Numbers(4000), Clicks.Read(spool.Chain(SpoolStream.People, 0)));
        Assert.Equal([0UL, .. Numbers(1000)], Clicks.Read(spool.Chain(SpoolStream.People, 1)));
        Assert.Equal(0, spool.Dropped(ClickKind.Human));

        static void Record(SpoolWriter writer, ulong from, ulong to)
        {
            for (ulong i = from; i < to; i++)
            {
                Clicks.Record(writer, i);
            }
        }
    }

    [Fact]
    public void Open_AfterAProcessThatNeverClosed_FindsEverythingRecorded()
    {
        // What kill -9 leaves: the mapped pages, no commit, no seal. The first spool is closed only after the copy was taken.
        using var copy = new TempFolder();
        using (ClickSpool spool = Open(commitInterval: TimeSpan.FromHours(1)))
        {
            SpoolWriter writer = spool.OpenWriter(0);
            for (ulong i = 0; i < 3000; i++)
            {
                Clicks.Record(writer, i);
            }

            foreach (string file in Directory.GetFiles(_folder.Path))
            {
                File.Copy(file, copy[Path.GetFileName(file)]);
            }
        }

        using ClickSpool recovered = Open(folder: copy.Path);
        Assert.Equal(Numbers(3000), Clicks.Read(recovered.Chain(SpoolStream.People, 0)));
    }

    [Fact]
    public void Open_AfterARestart_AppendsBehindWhatWasThere()
    {
        Write(0, 100);
        Write(100, 100);
        using ClickSpool spool = Open();
        Assert.Equal(Numbers(200), Clicks.Read(spool.Chain(SpoolStream.People, 0)));

        void Write(ulong from, int count)
        {
            using ClickSpool written = Open();
            SpoolWriter writer = written.OpenWriter(0);
            for (ulong i = from; i < from + (ulong)count; i++)
            {
                Clicks.Record(writer, i);
            }
        }
    }

    [Fact]
    public void Record_BudgetUsedUp_DropsAndCountsAndResumesWhenSpaceReturns()
    {
        using ClickSpool spool = Open(options => options with { PeopleBudgetBytes = 2 * SegmentBytes });
        SpoolWriter writer = spool.OpenWriter(0);
        ulong number = 0;
        while (spool.Dropped(ClickKind.Human) == 0)
        {
            Clicks.Record(writer, number++);
        }

        Assert.True(spool.Disk.IsRefused(SpoolStream.People));
        long kept = spool.Recorded(ClickKind.Human);
        Assert.Equal((long)number - 1, kept);

        // Bots have a budget of their own.
        Clicks.Record(writer, 7, ClickKind.Bot);
        Assert.Equal(0, spool.Dropped(ClickKind.Bot));

        SpoolChain chain = spool.Chain(SpoolStream.People, 0);
        chain.Trim(new SpoolPosition(2, SpoolSegment.HeaderBytes));
        spool.Disk.Refresh();
        Clicks.Record(writer, number);
        Assert.Equal(kept + 1, spool.Recorded(ClickKind.Human));
    }

    [Fact]
    public void Record_NoSpaceAboveTheReserve_DropsWithoutFailing()
    {
        using ClickSpool spool = Open(options => options with { ReserveBytes = long.MaxValue / 2 });
        SpoolWriter writer = spool.OpenWriter(0);
        Clicks.Record(writer, 1);
        Assert.Equal(1, spool.Dropped(ClickKind.Human));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Record_Always_AllocatesNothing()
    {
        using ClickSpool spool = Open(options => options with { SegmentBytes = 4 * 1024 * 1024 });
        SpoolWriter writer = spool.OpenWriter(0);
        Allocations.AssertNoneWhenWarm(() => Clicks.Record(writer, 0));
    }

    [Fact]
    public void Read_BitsFlippedAnywhere_GivesEveryRecordThatIsIntact()
        => Prop.ForAll(Gen.Choose(SpoolSegment.HeaderBytes, 40_000).ArrayOf().ToArbitrary(), flips =>
        {
            using var folder = new TempFolder();
            const int count = 300;
            using (ClickSpool spool = Open(folder: folder.Path))
            {
                SpoolWriter writer = spool.OpenWriter(0);
                for (ulong i = 0; i < count; i++)
                {
                    Clicks.Record(writer, i);
                }
            }

            string file = Directory.GetFiles(folder.Path).Single();
            byte[] bytes = File.ReadAllBytes(file);
            int frame = FrameSize(bytes);
            var hit = new HashSet<ulong>();
            foreach (int flip in flips)
            {
                bytes[flip] ^= 0x10;
                hit.Add((ulong)((flip - SpoolSegment.HeaderBytes) / frame));
            }

            File.WriteAllBytes(file, bytes);
            using ClickSpool damaged = Open(folder: folder.Path);
            List<ulong> read = Clicks.Read(damaged.Chain(SpoolStream.People, 0));
            return Numbers(count).Where(n => !hit.Contains(n)).All(read.Contains) && read.All(n => n < count) && read.Distinct().Count() == read.Count;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_FilesTruncatedShuffledAndOverwritten_GivesEveryIntactRecordAndNothingElse()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            using var folder = new TempFolder();
            const int count = 1500;
            using (ClickSpool spool = Open(folder: folder.Path))
            {
                SpoolWriter writer = spool.OpenWriter(0);
                for (ulong i = 0; i < count; i++)
                {
                    Clicks.Record(writer, i);
                }
            }

            var random = new Random(seed);
            foreach (string file in Directory.GetFiles(folder.Path))
            {
                byte[] bytes = File.ReadAllBytes(file);
                Span<byte> frames = bytes.AsSpan(SegmentHeader.Bytes);
                switch (random.Next(4))
                {
                    case 0:
                        bytes = bytes[..random.Next(bytes.Length)];
                        break;
                    case 1:
                        // A page from elsewhere in the file, as a confused device may write it.
                        int from = random.Next(frames.Length), to = random.Next(frames.Length);
                        int length = Math.Min(random.Next(1, 8192), frames.Length - Math.Max(from, to));
                        frames.Slice(from, length).ToArray().CopyTo(frames[to..]);
                        break;
                    case 2:
                        random.NextBytes(frames.Slice(random.Next(frames.Length / 2), 64));
                        break;
                }

                File.WriteAllBytes(file, bytes);
            }

            // What a reader that knows nothing of positions finds is what must be delivered.
            var expected = new HashSet<ulong>();
            foreach (string file in Directory.GetFiles(folder.Path))
            {
                byte[] bytes = File.ReadAllBytes(file);
                if (SegmentHeader.TryRead(bytes, out _))
                {
                    expected.UnionWith(IntactRecords(bytes.AsSpan(SegmentHeader.Bytes)));
                }
            }

            using ClickSpool damaged = Open(folder: folder.Path);
            var read = damaged.Chains.SelectMany(chain => Clicks.Read(chain)).ToHashSet();
            return expected.SetEquals(read) && read.All(n => n < count);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task UntilCommitted_CommitIntervalZero_CompletesAfterACommitThatBeganLater()
    {
        using ClickSpool spool = Open(commitInterval: TimeSpan.Zero);
        SpoolWriter writer = spool.OpenWriter(0);
        Assert.True(spool.CommitsBeforeAnswer);
        for (ulong i = 0; i < 50; i++)
        {
            Clicks.Record(writer, i);
            await spool.UntilCommittedAsync();
            Assert.False(spool.Chain(SpoolStream.People, 0).Commit(), "there was something left to commit");
        }
    }

    [Fact]
    public async Task UntilCommitted_ManyAtOnce_AllComplete()
    {
        using ClickSpool spool = Open(commitInterval: TimeSpan.Zero);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(spool.UntilCommittedAsync))).WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void UntilCommitted_CommitInterval_WaitsForNothing()
    {
        using ClickSpool spool = Open(commitInterval: TimeSpan.FromHours(1));
        Assert.False(spool.CommitsBeforeAnswer);
        Assert.True(spool.UntilCommittedAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public void Open_ForeignFile_IsLeftAlone()
    {
        File.WriteAllText(_folder["stranger.spool"], "not a segment");
        using ClickSpool spool = Open();
        Assert.Empty(spool.Chains);
        Assert.True(File.Exists(_folder["stranger.spool"]));
    }

    /// <summary>Link ids of all frames with a fitting checksum, each found by trying every place where one may begin.</summary>
    private static HashSet<ulong> IntactRecords(ReadOnlySpan<byte> frames)
    {
        var found = new HashSet<ulong>();
        for (int at = 0; at < frames.Length; at += SpoolFrame.Alignment)
        {
            if (SpoolFrame.TryRead(frames[at..], out ReadOnlySpan<byte> payload) && ClickRecordCodec.TryDecode(payload, out ClickRecord click))
            {
                found.Add(click.LinkId);
            }
        }

        return found;
    }

    private static int FrameSize(byte[] segment) => SpoolFrame.SizeOf(BitConverter.ToUInt16(segment, SpoolSegment.HeaderBytes + 2));

    private static IEnumerable<ulong> Numbers(int count) => Enumerable.Range(0, count).Select(static i => (ulong)i);

    private ClickSpool Open(Func<SpoolOptions, SpoolOptions>? change = null, string? folder = null, TimeSpan? commitInterval = null, bool hasPredecessor = false)
    {
        var options = new SpoolOptions
        {
            Folder = folder ?? _folder.Path,
            SegmentBytes = SegmentBytes,
            ReserveBytes = 0,
            CommitInterval = commitInterval ?? TimeSpan.FromMilliseconds(10),
        };
        return new ClickSpool(change?.Invoke(options) ?? options, TimeProvider.System, NullLoggerFactory.Instance, hasPredecessor);
    }
}
