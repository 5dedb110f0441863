using System.Buffers.Binary;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Edge.Limits;
using OneLink.Shared.Feed;

namespace OneLink.Edge.Tests.Limits;

public sealed class ClickLimitsTests : IDisposable
{
    private const int FilePlaces = 2_730;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TryTake_MoreOftenThanGranted_LetsExactlyThatManyThroughAndAsks()
    {
        using ClickLimits limits = Open();
        Assert.True(limits.HasLeft(7, 1));
        Assert.Equal(TakeOutcome.Asking, limits.TryTake(7, 10));
        Assert.Equal(LimitWish.Now, WishOf(limits, 7));

        Grant(limits, 7, granted: 6, max: 10, LimitRest.Free);
        Assert.Equal(6, Enumerable.Range(0, 25).Count(_ => limits.TryTake(7, 10) == TakeOutcome.Taken));
        Assert.Equal(TakeOutcome.Asking, limits.TryTake(7, 10));
        limits.Wishes.IsHeard = false;
        Assert.Equal(TakeOutcome.CannotAsk, limits.TryTake(7, 10));
        Assert.True(limits.HasLeft(7, 10));

        // The others have had the rest, as far as the limit goes that the admin spoke of.
        Grant(limits, 7, granted: 6, max: 10, LimitRest.None);
        Assert.Equal(TakeOutcome.NoneLeft, limits.TryTake(7, 10));
        Assert.False(limits.HasLeft(7, 10));
        Assert.Equal(TakeOutcome.CannotAsk, limits.TryTake(7, 11));
        Assert.True(limits.HasLeft(7, 11));
    }

    /// <summary>An edge that has them all needs nobody to know when they are gone.</summary>
    [Fact]
    public void TryTake_AllOfTheLimitHere_EndsWithoutTheAdmin()
    {
        using ClickLimits limits = Open();
        Grant(limits, 7, granted: 3, max: 3, LimitRest.Held);
        limits.Wishes.IsHeard = false;
        Assert.Equal([TakeOutcome.Taken, TakeOutcome.Taken, TakeOutcome.Taken, TakeOutcome.NoneLeft], Enumerable.Range(0, 4).Select(_ => limits.TryTake(7, 3)));
    }

    [Fact]
    public void TryTake_HalfOfTheBlockUsed_AsksAheadOnce()
    {
        using ClickLimits limits = Open();
        Grant(limits, 7, granted: 10, max: 100, LimitRest.Free);
        for (int i = 0; i < 4; i++)
        {
            limits.TryTake(7, 100);
        }

        Assert.Null(limits.Wishes.TakeAll());
        limits.TryTake(7, 100);
        Assert.Equal(LimitWish.Ahead, WishOf(limits, 7));
        limits.TryTake(7, 100);
        Assert.Null(limits.Wishes.TakeAll());
    }

    [Fact]
    public void TryTake_LimitLowered_UsesNothingThatWasGrantedBefore()
    {
        using ClickLimits limits = Open();
        Grant(limits, 7, granted: 10, max: 20, LimitRest.Free);
        Assert.Equal(TakeOutcome.Taken, limits.TryTake(7, 20));
        Assert.Equal(TakeOutcome.Asking, limits.TryTake(7, 5));
        Assert.Equal(TakeOutcome.NoneLeft, limits.TryTake(7, 1));
        Grant(limits, 7, granted: 2, max: 5, LimitRest.None);
        Assert.Equal([TakeOutcome.Taken, TakeOutcome.Asking], Enumerable.Range(0, 2).Select(_ => limits.TryTake(7, 5)));
    }

    /// <summary>Taps on all cores, while what is granted goes up and, as far as it is not used, down again.</summary>
    [Fact]
    public async Task TryTake_WhileGrantsComeAndAreGivenBack_IsExact()
    {
        const int Max = 200_000;
        using ClickLimits limits = Open();
        ClickGrant grant = limits.Find(7);
        long taken = 0;
        using var end = new CancellationTokenSource();
        Task[] taps = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
            {
                TakeOutcome outcome = limits.TryTake(7, Max);
                Interlocked.Add(ref taken, outcome == TakeOutcome.Taken ? 1 : 0);
                if (outcome == TakeOutcome.NoneLeft)
                {
                    return;
                }
            }
        }))];
        for (uint turn = 1; grant.Taken < Max; turn++)
        {
            // Lowered to less than is used by now: what comes of it is for the edge to say.
            bool isMore = turn % 2 == 1;
            ulong granted = isMore ? Math.Min(Max, grant.Granted + 900UL) : grant.Taken / 2;
            grant.Follow(new LimitAnswer { LinkId = 7, Turn = turn, Max = Max, Granted = granted, Rest = LimitRest.Free });
            Assert.True(grant.Taken <= grant.Granted);
        }

        await end.CancelAsync();
        await Task.WhenAll(taps);
        Assert.Equal((Max, (uint)Max), (taken, grant.Taken));
    }

    [Fact]
    public void Open_AfterAnotherProcess_GoesOnCounting()
    {
        using (ClickLimits first = Open())
        {
            for (ulong link = 1; link <= FilePlaces + 10; link++)
            {
                Grant(first, link, granted: 2, max: 2, LimitRest.Held, turn: (uint)link);
                Assert.Equal(TakeOutcome.Taken, first.TryTake(link, 2));
            }
        }

        using ClickLimits second = Open();
        for (ulong link = 1; link <= FilePlaces + 10; link++)
        {
            Assert.Equal((uint)link, second.Find(link).Turn);
            Assert.Equal(TakeOutcome.Taken, second.TryTake(link, 2));
            Assert.Equal(TakeOutcome.NoneLeft, second.TryTake(link, 2));
        }

        Assert.Equal(2, Directory.GetFiles(_folder["limits"]).Length);
    }

    [Fact]
    public void Open_AfterABuildThatSharedNothing_KnowsWhatItCounted()
    {
        Directory.CreateDirectory(_folder["limits"]);
        byte[] counts = new byte[64];
        foreach (int place in (int[])[0, 1])
        {
            BinaryPrimitives.WriteUInt64LittleEndian(counts.AsSpan(16 * place), (ulong)(7 + place));
            BinaryPrimitives.WriteUInt64LittleEndian(counts.AsSpan((16 * place) + 8), (ulong)(40 + place));
        }

        File.WriteAllBytes(Path.Combine(_folder["limits"], "000000.counts"), counts);
        using ClickLimits limits = Open();
        Assert.Equal((40U, 41U), (limits.Find(7).Taken, limits.Find(8).Taken));
        Assert.Equal(TakeOutcome.NoneLeft, limits.TryTake(7, 40));
        Assert.Equal(TakeOutcome.Asking, limits.TryTake(7, 41));
        Assert.Empty(Directory.GetFiles(_folder["limits"], "*.counts"));
    }

    [Fact]
    public void Follow_DiskThatForgot_CountsWhatTheAdminKnows()
    {
        using ClickLimits limits = Open();
        limits.Find(7).Follow(new LimitAnswer { LinkId = 7, Turn = 4, Max = 10, Taken = 6, Granted = 8, Rest = LimitRest.Free });
        Assert.Equal(2, Enumerable.Range(0, 5).Count(_ => limits.TryTake(7, 10) == TakeOutcome.Taken));
    }

    [Fact]
    public void Note_LinksFromTheFeed_AsksForNewOnesAndStatesWhatItHas()
    {
        using ClickLimits limits = Open();
        limits.Note(7, 10);
        Assert.Equal([7UL], limits.TakeAhead(5));
        Assert.Empty(limits.TakeAhead(5));
        Grant(limits, 7, granted: 4, max: 10, LimitRest.Free);
        limits.Note(7, 10);
        Assert.Equal(LimitWish.None, WishOf(limits, 7));
        limits.Note(7, 12);
        Assert.Equal(LimitWish.Ahead, WishOf(limits, 7));
        Grant(limits, 7, granted: 0, max: 12, LimitRest.Free);
        limits.Note(7, 12);
        Assert.Null(limits.Wishes.TakeAll());
    }

    [Fact]
    public void TryTake_KnownLink_AllocatesNothing()
    {
        using ClickLimits limits = Open();
        Grant(limits, 7, granted: int.MaxValue, max: int.MaxValue, LimitRest.Held);
        limits.TryTake(7, int.MaxValue);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            limits.TryTake(7, int.MaxValue);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Grant(ClickLimits limits, ulong link, ulong granted, ulong max, LimitRest rest, uint turn = 1)
        => limits.Find(link).Follow(new LimitAnswer { LinkId = link, Turn = turn, Max = max, Granted = granted, Rest = rest });

    /// <summary>The wish of the only link that has one.</summary>
    private static LimitWish WishOf(ClickLimits limits, ulong link)
    {
        ClickGrant? grant = limits.Wishes.TakeAll();
        Assert.NotNull(grant);
        Assert.Equal((link, null), (grant.LinkId, grant.NextWish));
        return grant.TakeWish();
    }

    private ClickLimits Open() => new(_folder["limits"], NullLogger<ClickLimits>.Instance);
}
