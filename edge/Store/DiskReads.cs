namespace OneLink.Edge.Store;

/// <summary>
/// The records that one reader has asked the disk for, from the asking until everybody who wanted one has had it. A record
/// that is asked for twice is read once. Goes in rounds: what arrived before a round began is forgotten at its end, since a
/// change may have overtaken it.
/// </summary>
internal sealed class DiskReads
{
    private readonly Dictionary<byte[], Record> _records;
    private readonly Dictionary<byte[], Record>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly List<byte[]> _forgotten = [];
    private int _round;

    public DiskReads()
    {
        _records = new Dictionary<byte[], Record>(new BytesComparer());
        _lookup = _records.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>Whether nothing is asked for and nothing has arrived; the state of an edge whose links fit into memory.</summary>
    public bool IsEmpty => _records.Count == 0;

    /// <summary>Whether anything has arrived, or must be asked for again, and was not forgotten.</summary>
    public bool HasArrived { get; private set; }

    public bool IsAskedFor(ReadOnlySpan<byte> key) => _lookup.ContainsKey(key);

    /// <summary>Notes that the disk was asked.</summary>
    /// <param name="key">Key of the record.</param>
    /// <param name="begin">Where the log began then: what was compacted since is not found where it was looked for.</param>
    /// <param name="readFailures">Reads that had failed before.</param>
    public void Ask(ReadOnlySpan<byte> key, long begin, long readFailures)
        => _lookup[key] = new Record { Begin = begin, ReadFailures = readFailures };

    /// <summary>Takes what the disk brought. Does nothing for a key that nobody asks for any more.</summary>
    /// <param name="key">Key of the record.</param>
    /// <param name="link">Compiled link; null where there is none.</param>
    /// <param name="begin">Where the log begins now.</param>
    /// <param name="readFailures">Reads that have failed by now.</param>
    public void Arrive(ReadOnlySpan<byte> key, byte[]? link, long begin, long readFailures)
    {
        if (!_lookup.TryGetValue(key, out Record? record))
        {
            return;
        }

        HasArrived = true;
        if (link is null && record.Begin < begin)
        {
            // It may have been moved to the end of the log while it was looked for.
            _lookup.Remove(key);
            return;
        }

        // A link that could not be read is not one that does not exist: without bytes it has no known layout and is answered 503.
        (record.HasArrived, record.Link, record.Round) = (true, link ?? (record.ReadFailures < readFailures ? [] : null), _round);
    }

    /// <summary>What came of a key that was asked for.</summary>
    /// <param name="key">The key.</param>
    /// <param name="link">The link where it was found.</param>
    /// <returns><see cref="ReadOutcome.OnDisk"/> before it has arrived, and where it must be asked for again.</returns>
    public ReadOutcome Take(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> link)
    {
        link = default;
        if (!_lookup.TryGetValue(key, out Record? record) || !record.HasArrived)
        {
            return ReadOutcome.OnDisk;
        }

        link = record.Link;
        return record.Link is null ? ReadOutcome.NotFound : ReadOutcome.Found;
    }

    public void Forget(ReadOnlySpan<byte> key) => _lookup.Remove(key);

    public void BeginRound() => _round++;

    /// <summary>Forgets what arrived before the round began.</summary>
    public void EndRound()
    {
        HasArrived = false;
        foreach ((byte[] key, Record record) in _records)
        {
            if (record.HasArrived && record.Round < _round)
            {
                _forgotten.Add(key);
            }

            HasArrived |= record.HasArrived && record.Round == _round;
        }

        foreach (byte[] key in _forgotten)
        {
            _records.Remove(key);
        }

        _forgotten.Clear();
    }

    private sealed class Record
    {
        public long Begin { get; init; }

        public long ReadFailures { get; init; }

        public bool HasArrived { get; set; }

        public byte[]? Link { get; set; }

        /// <summary>The round in which it arrived.</summary>
        public int Round { get; set; }
    }
}
