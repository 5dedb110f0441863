namespace OneLink.Shared.Links;

/// <summary>
/// A visitor's parameters without OneLink's own, found by name. Hashes lie side by side so that a look-up is one
/// vectorised search: a query of thousands of parameters against a destination of thousands stays cheap.
/// </summary>
internal readonly ref struct VisitorParameters
{
    private readonly ReadOnlySpan<byte> _query;
    private readonly Span<uint> _hashes;
    private readonly Span<Entry> _entries;

    /// <param name="query">Raw, without its <c>?</c>.</param>
    /// <param name="hashes">Room for one more than the query has <c>&amp;</c>.</param>
    /// <param name="entries">As many.</param>
    public VisitorParameters(ReadOnlySpan<byte> query, Span<uint> hashes, Span<Entry> entries)
    {
        _query = query;
        _hashes = hashes;
        _entries = entries;
        foreach (var range in query.Split((byte)'&'))
        {
            var (start, length) = range.GetOffsetAndLength(query.Length);
            var name = ParameterName.Of(query.Slice(start, length));
            if (length == 0 || OwnParameters.Contains(name))
            {
                continue;
            }

            _hashes[Count] = ParameterName.Hash(name);
            _entries[Count] = new Entry(start, length, IsPlaced: false);
            Count++;
        }
    }

    /// <summary>Where a parameter lies in the query, and whether it took the place of one of the destination's.</summary>
    internal readonly record struct Entry(int Start, int Length, bool IsPlaced);

    public int Count { get; }

    /// <summary>Name and value, raw.</summary>
    public ReadOnlySpan<byte> this[int index] => _query.Slice(_entries[index].Start, _entries[index].Length);

    /// <summary>The next parameter of that name, or -1.</summary>
    public int IndexOf(ReadOnlySpan<byte> name, uint hash, int from)
    {
        while (true)
        {
            var found = _hashes[from..Count].IndexOf(hash);
            if (found < 0)
            {
                return -1;
            }

            from += found;
            if (ParameterName.AreEqual(ParameterName.Of(this[from]), name))
            {
                return from;
            }

            from++;
        }
    }

    public bool IsPlaced(int index) => _entries[index].IsPlaced;

    public void Place(int index) => _entries[index] = _entries[index] with { IsPlaced = true };
}
