using System.Diagnostics.CodeAnalysis;

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
        _records = new Dictionary<byte[], Record>(new KeyBytesComparer());
        _lookup = _records.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>Whether nothing is asked for and nothing has arrived; the state of an edge whose links fit into memory.</summary>
    public bool IsEmpty => _records.Count == 0;

    /// <summary>Whether anything has arrived and was not forgotten.</summary>
    public bool HasArrived { get; private set; }

    public void Ask(ReadOnlySpan<byte> key) => _lookup[key] = new Record();

    /// <summary>Takes what the disk brought. Does nothing for a key that nobody asks for any more.</summary>
    /// <param name="key">Key of the record.</param>
    /// <param name="link">Compiled link; null where there is none.</param>
    public void Arrive(ReadOnlySpan<byte> key, byte[]? link)
    {
        if (_lookup.TryGetValue(key, out Record? record))
        {
            (record.HasArrived, record.Link, record.Round) = (true, link, _round);
            HasArrived = true;
        }
    }

    /// <summary>Whether a key was asked for.</summary>
    /// <param name="key">The key.</param>
    /// <param name="outcome">What came of it; <see cref="ReadOutcome.OnDisk"/> before it has arrived.</param>
    /// <param name="link">The link where it was found.</param>
    public bool TryGet(ReadOnlySpan<byte> key, out ReadOutcome outcome, out ReadOnlySpan<byte> link)
    {
        link = default;
        outcome = ReadOutcome.OnDisk;
        if (!_lookup.TryGetValue(key, out Record? record))
        {
            return false;
        }

        if (record.HasArrived)
        {
            outcome = record.Link is null ? ReadOutcome.NotFound : ReadOutcome.Found;
            link = record.Link;
        }

        return true;
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
        public bool HasArrived { get; set; }

        public byte[]? Link { get; set; }

        /// <summary>The round in which it arrived.</summary>
        public int Round { get; set; }
    }

    private sealed class KeyBytesComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
