using Google.Protobuf;
using OneLink.Edge.Store;
using OneLink.Shared.Feed;

namespace OneLink.Edge.Relay;

/// <summary>
/// The feed as it came, for edges that follow this one: every link's entry, and the changes that came last. Apart from the
/// links that are served, which are compiled for this binary: an edge behind it may be able to read what this one cannot.
/// </summary>
internal sealed class RelayStore : IDisposable
{
    /// <summary>One byte that means nothing, and the generation where the store looks for it.</summary>
    private const int HeadBytes = 2;

    private readonly LinkStore _links;
    private byte[] _value = new byte[4096];
    private volatile bool _isWhole;

    public RelayStore(LinkStoreOptions options, ILogger<LinkStore> logger)
    {
        _links = new LinkStore(options, logger);
        Cursor = _links.Cursor;
    }

    /// <summary>How far it follows the feed.</summary>
    public StoreCursor Cursor { get; private set; }

    public RecentChanges Recent { get; } = new();

    /// <summary>Whether a snapshot may be taken from it.</summary>
    public bool IsWhole => _isWhole;

    /// <summary>Goes on where the links that are served go on.</summary>
    public void Resume(StoreCursor cursor)
    {
        Cursor = cursor;
        Recent.Restart(cursor.Sequence);
        _isWhole = true;
    }

    public void BeginSnapshot() => _isWhole = false;

    public void EndSnapshot(StoreCursor cursor)
    {
        _links.DeleteOtherGenerations(cursor.Generation);
        Resume(cursor);
    }

    /// <summary>Keeps a link's entry, or forgets it where the entry says so.</summary>
    public void Store(ReadOnlySpan<byte> key, FeedEntry entry, byte generation)
    {
        if (entry.Deleted)
        {
            _links.Delete(key);
            return;
        }

        int length = HeadBytes + entry.CalculateSize();
        if (_value.Length < length)
        {
            _value = new byte[2 * length];
        }

        _value[1] = generation;
        entry.WriteTo(_value.AsSpan(HeadBytes, length - HeadBytes));
        _links.Upsert(key, _value.AsSpan(0, length));
    }

    public void Add(FeedEntry entry) => Recent.Add(entry);

    public void MoveTo(ulong sequence)
    {
        Cursor = Cursor with { Sequence = sequence };
        Recent.MoveTo(sequence);
    }

    /// <summary>Entries from a place on (<see cref="LinkStore.Walk"/>), with sequence 0 as in every snapshot.</summary>
    public (IReadOnlyList<FeedEntry> Entries, long Next, bool IsEnd) Read(long from, int most)
    {
        var entries = new List<FeedEntry>();
        (long next, bool isEnd) = _links.Walk(from, most, (_, value) =>
        {
            FeedEntry entry = FeedEntry.Parser.ParseFrom(value[HeadBytes..]);
            entry.Sequence = 0;
            entries.Add(entry);
        });
        return (entries, next, isEnd);
    }

    /// <exception cref="IOException">The disk refused; the checkpoint before stays.</exception>
    public Task CheckpointAsync(StoreCursor cursor) => _links.CheckpointAsync(cursor, CancellationToken.None);

    public void Dispose() => _links.Dispose();
}
