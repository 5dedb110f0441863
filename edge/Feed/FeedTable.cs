using Google.Protobuf;
using OneLink.Shared.Feed;

namespace OneLink.Edge.Feed;

/// <summary>
/// Entries of one kind of which there are few, and which requests read from one set in memory. Changes come from the feed,
/// one thread. Kept in a small file of their own, since none of the requests may wait for the disk.
/// </summary>
/// <typeparam name="TSet">What requests read; never changed, but replaced.</typeparam>
internal abstract class FeedTable<TSet>
    where TSet : class
{
    private readonly string _path;
    private readonly Func<IEnumerable<FeedEntry>, TSet> _build;
    private readonly SortedDictionary<ulong, FeedEntry> _entries = [];
    private volatile TSet _current;

    /// <summary>Reads the entries that an earlier process saved.</summary>
    /// <param name="path">The file.</param>
    /// <param name="build">Makes the set, of the entries whose version this edge can read.</param>
    /// <exception cref="InvalidProtocolBufferException">The file is damaged.</exception>
    protected FeedTable(string path, Func<IEnumerable<FeedEntry>, TSet> build)
    {
        _path = path;
        _build = build;
        if (File.Exists(path))
        {
            using FileStream file = File.OpenRead(path);
            while (file.Position < file.Length)
            {
                FeedEntry entry = FeedEntry.Parser.ParseDelimitedFrom(file);
                _entries[entry.Id] = entry;
            }
        }

        _current = Build();
    }

    public TSet Current => _current;

    /// <summary>Every entry as the feed brought it, without the sequence with which it did.</summary>
    public IReadOnlyList<FeedEntry> Entries
    {
        get
        {
            lock (_entries)
            {
                return [.. _entries.Values.Select(static entry =>
                {
                    FeedEntry copy = entry.Clone();
                    copy.Sequence = 0;
                    return copy;
                })];
            }
        }
    }

    /// <summary>Applies an entry of the feed and saves the table before returning.</summary>
    public void Apply(FeedEntry entry)
    {
        lock (_entries)
        {
            if (entry.Deleted)
            {
                _entries.Remove(entry.Id);
            }
            else
            {
                _entries[entry.Id] = entry.Clone();
            }
        }

        Publish();
    }

    /// <summary>Keeps only what a snapshot mentioned.</summary>
    public void RetainOnly(IReadOnlySet<ulong> ids)
    {
        lock (_entries)
        {
            foreach (ulong id in _entries.Keys.Where(id => !ids.Contains(id)).ToList())
            {
                _entries.Remove(id);
            }
        }

        Publish();
    }

    private void Publish()
    {
        string fresh = _path + ".new";
        using (FileStream file = File.Create(fresh))
        {
            foreach (FeedEntry entry in _entries.Values)
            {
                entry.WriteDelimitedTo(file);
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, _path, overwrite: true);
        _current = Build();
    }

    private TSet Build() => _build(_entries.Values.Where(static e => e.Version <= FeedFormat.DocumentVersion));
}
