using Google.Protobuf;
using OneLink.Edge.Relay;
using OneLink.Shared.Feed;

namespace OneLink.Edge.Tests.Relay;

public sealed class RecentChangesTests
{
    [Fact]
    public void Read_FromAnyPosition_GivesTheRestInPieces()
    {
        var recent = new RecentChanges();
        recent.Restart(10);
        Task changed = recent.Changed;
        recent.Add(Entry(11));
        recent.Add(Entry(15));
        recent.MoveTo(20);
        Assert.True(changed.IsCompleted);

        Assert.False(recent.Reaches(9));
        Assert.Null(recent.Read(9, 5));
        Assert.Equal("11 | 11", Shape(recent.Read(10, 1)));
        Assert.Equal("15 | 20", Shape(recent.Read(11, 5)));
        Assert.Equal(" | 20", Shape(recent.Read(15, 5)));

        // One that is ahead waits where it is.
        Assert.True(recent.Reaches(30));
        Assert.Equal(" | 30", Shape(recent.Read(30, 5)));
    }

    [Fact]
    public void Add_MoreThanIsKept_ForgetsTheOldest()
    {
        var recent = new RecentChanges();
        ByteString document = ByteString.CopyFrom(new byte[1024 * 1024]);
        for (ulong sequence = 1; sequence <= 100; sequence++)
        {
            FeedEntry entry = Entry(sequence);
            entry.Document = document;
            recent.Add(entry);
        }

        Assert.False(recent.Reaches(0));
        Assert.True(recent.Reaches(60));
        Assert.Equal(100UL, recent.Read(60, int.MaxValue)!.Value.Through);
        Assert.Equal(40, recent.Read(60, int.MaxValue)!.Value.Entries.Count);
    }

    private static FeedEntry Entry(ulong sequence) => new() { Sequence = sequence, Kind = EntryKind.Link, Id = sequence };

    /// <summary>The sequences, and how far the reader has come.</summary>
    private static string Shape((IReadOnlyList<FeedEntry> Entries, ulong Through)? page)
        => $"{string.Join(' ', page!.Value.Entries.Select(static entry => entry.Sequence))} | {page.Value.Through}";
}
