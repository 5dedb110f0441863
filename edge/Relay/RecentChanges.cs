using OneLink.Shared.Feed;

namespace OneLink.Edge.Relay;

/// <summary>
/// The changes that came last, for edges that follow this one. One writer, many readers. Of a relay that was killed it begins
/// where its last checkpoint ended: what came since comes again, and those behind it are further and wait.
/// </summary>
internal sealed class RecentChanges
{
    /// <summary>Bytes of changes that are kept: a few hundred thousand of them. Who is further back takes a snapshot.</summary>
    private const long MaxBytes = 64L * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly List<FeedEntry> _entries = [];
    private TaskCompletionSource _changed = NewSignal();
    private VisitorSalts? _salts;
    private ulong _after;
    private ulong _through;
    private long _bytes;

    /// <summary>Last sequence that has come.</summary>
    public ulong Through
    {
        get
        {
            lock (_gate)
            {
                return _through;
            }
        }
    }

    /// <summary>The salts as they came; null before they have.</summary>
    public VisitorSalts? Salts
    {
        get
        {
            lock (_gate)
            {
                return _salts;
            }
        }

        set => Tell(() => _salts = value);
    }

    /// <summary>Is completed with the next change. Take it before looking at what there is.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
            {
                return _changed.Task;
            }
        }
    }

    /// <summary>Begins anew: what was before came with a snapshot, or is in the store.</summary>
    public void Restart(ulong sequence) => Tell(() =>
    {
        _entries.Clear();
        (_after, _through, _bytes) = (sequence, sequence, 0);
    });

    public void Add(FeedEntry entry) => Tell(() =>
    {
        _entries.Add(entry);
        _through = entry.Sequence;
        _bytes += entry.CalculateSize();
        if (_bytes > MaxBytes)
        {
            int gone = _entries.Count / 4;
            _after = _entries[gone - 1].Sequence;
            _bytes -= _entries.Take(gone).Sum(static old => (long)old.CalculateSize());
            _entries.RemoveRange(0, gone);
        }
    });

    /// <summary>Nothing of this edge's accounts came up to <paramref name="sequence"/>.</summary>
    public void MoveTo(ulong sequence) => Tell(() => _through = Math.Max(_through, sequence));

    /// <summary>Whether everything after a position is here.</summary>
    public bool Reaches(ulong position)
    {
        lock (_gate)
        {
            return position >= _after;
        }
    }

    /// <summary>Changes after a position.</summary>
    /// <param name="position">Of the reader.</param>
    /// <param name="most">How many, 1 or more.</param>
    /// <returns>The changes and the sequence that the reader has come to with them; null where they are no longer here.</returns>
    public (IReadOnlyList<FeedEntry> Entries, ulong Through)? Read(ulong position, int most)
    {
        lock (_gate)
        {
            if (position < _after)
            {
                return null;
            }

            int first = FirstAfter(position);
            int count = Math.Min(most, _entries.Count - first);
            return (_entries.GetRange(first, count), first + count == _entries.Count ? Math.Max(_through, position) : _entries[first + count - 1].Sequence);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int FirstAfter(ulong position)
    {
        int low = 0, high = _entries.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _entries[middle].Sequence > position ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private void Tell(Action change)
    {
        TaskCompletionSource before;
        lock (_gate)
        {
            change();
            (before, _changed) = (_changed, NewSignal());
        }

        before.TrySetResult();
    }
}
