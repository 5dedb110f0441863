using FASTER.core;

namespace OneLink.Edge.Store;

/// <summary>Reads links from the store. One thread at a time.</summary>
internal sealed unsafe class LinkReader : IDisposable
{
    private readonly LinkStore _store;
    private readonly DiskReads _disk;
    private readonly ClientSession<SpanByte, SpanByte, SpanByte, LinkValue, Empty, LinkFunctions> _session;

    internal LinkReader(LinkStore store, ClientSession<SpanByte, SpanByte, SpanByte, LinkValue, Empty, LinkFunctions> session, DiskReads disk)
    {
        _store = store;
        _session = session;
        _disk = disk;
    }

    /// <summary>Whether <see cref="Read"/> waits for a record that has left memory. Otherwise it asks the disk for it and goes on.</summary>
    public bool Waits { get; set; } = true;

    /// <summary>Whether the disk was asked for something that was not forgotten since.</summary>
    public bool AsksDisk => !_disk.IsEmpty;

    /// <summary>Looks up <paramref name="key"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Receives the link where it is found; no bytes where the disk refused to give them.</param>
    /// <returns><see cref="ReadOutcome.OnDisk"/> where the record was asked for, now or before, and has not arrived.</returns>
    public ReadOutcome Read(ReadOnlySpan<byte> key, LinkValue value)
    {
        bool asks = false;
        while (true)
        {
            if (_disk.IsEmpty || !_disk.IsAskedFor(key))
            {
                if (ReadMemory(key, value) is var inMemory && inMemory != ReadOutcome.OnDisk)
                {
                    return inMemory;
                }

                asks = true;
            }

            // What the page cache held has arrived by now. All that arrives comes through the value of some call: what counts is what was kept of it.
            _session.CompletePending(Waits);
            ReadOutcome outcome = _disk.Take(key, out ReadOnlySpan<byte> link);
            if (outcome == ReadOutcome.OnDisk)
            {
                if (Waits)
                {
                    continue;
                }

                return outcome;
            }

            if (outcome == ReadOutcome.Found)
            {
                value.Set(link);
            }

            if (asks)
            {
                _disk.Forget(key);
            }

            return outcome;
        }
    }

    /// <summary>
    /// Takes what the disk has brought since. Where it is anything, make the reads that came to <see cref="ReadOutcome.OnDisk"/>
    /// again, and then call <see cref="ForgetArrived"/>.
    /// </summary>
    public bool CollectArrived()
    {
        _session.CompletePending(wait: false);
        _disk.BeginRound();
        return _disk.HasArrived;
    }

    /// <summary>Forgets what <see cref="CollectArrived"/> brought.</summary>
    public void ForgetArrived() => _disk.EndRound();

    public void Dispose()
    {
        _session.CompletePending(wait: true);
        _session.Dispose();
    }

    /// <returns><see cref="ReadOutcome.OnDisk"/> where the disk has been asked.</returns>
    private ReadOutcome ReadMemory(ReadOnlySpan<byte> key, LinkValue value)
    {
        (long begin, long readFailures) = _store.DiskState;
        fixed (byte* pointer = key)
        {
            var spanByte = SpanByte.FromPointer(pointer, key.Length);
            SpanByte input = default;
            LinkValue output = value;
            Status status = _session.Read(ref spanByte, ref input, ref output);
            if (!status.IsPending)
            {
                return status.Found ? ReadOutcome.Found : ReadOutcome.NotFound;
            }
        }

        _disk.Ask(key, begin, readFailures);
        return ReadOutcome.OnDisk;
    }
}
