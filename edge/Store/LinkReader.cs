using FASTER.core;

namespace OneLink.Edge.Store;

/// <summary>Reads links from the store. One thread at a time.</summary>
internal sealed unsafe class LinkReader(ClientSession<SpanByte, SpanByte, SpanByte, LinkValue, Empty, LinkFunctions> session, DiskReads disk) : IDisposable
{
    /// <summary>Whether <see cref="Read"/> waits for a record that has left memory. Otherwise it asks the disk for it and goes on.</summary>
    public bool Waits { get; set; } = true;

    /// <summary>Looks up <paramref name="key"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Receives the link where it is found.</param>
    /// <returns><see cref="ReadOutcome.OnDisk"/> where the record was asked for, now or before, and has not arrived.</returns>
    public ReadOutcome Read(ReadOnlySpan<byte> key, LinkValue value)
    {
        if (!disk.IsEmpty && TryTake(key, value, out ReadOutcome outcome))
        {
            return outcome;
        }

        fixed (byte* pointer = key)
        {
            var spanByte = SpanByte.FromPointer(pointer, key.Length);
            SpanByte input = default;
            LinkValue output = value;
            Status status = session.Read(ref spanByte, ref input, ref output);
            if (!status.IsPending)
            {
                return status.Found ? ReadOutcome.Found : ReadOutcome.NotFound;
            }
        }

        disk.Ask(key);
        if (!Waits)
        {
            return ReadOutcome.OnDisk;
        }

        // Completes what was asked for before as well, all through the value of this call: what counts is what arrived for the key.
        CompletePending();
        _ = TryTake(key, value, out outcome);
        disk.Forget(key);
        return outcome;
    }

    /// <summary>
    /// Takes what the disk has brought since. Where it is anything, make the reads that came to <see cref="ReadOutcome.OnDisk"/>
    /// again, and then call <see cref="ForgetArrived"/>.
    /// </summary>
    public bool CollectArrived()
    {
        session.CompletePending(wait: false);
        disk.BeginRound();
        return disk.HasArrived;
    }

    /// <summary>Forgets what <see cref="CollectArrived"/> brought.</summary>
    public void ForgetArrived() => disk.EndRound();

    public void Dispose()
    {
        CompletePending();
        session.Dispose();
    }

    /// <summary>Looks again and again: FASTER's own wait was seen to sleep on when nothing was left to wait for.</summary>
    private void CompletePending()
    {
        var spinner = default(SpinWait);
        while (!session.CompletePending(wait: false))
        {
            spinner.SpinOnce();
        }
    }

    private bool TryTake(ReadOnlySpan<byte> key, LinkValue value, out ReadOutcome outcome)
    {
        if (!disk.TryGet(key, out outcome, out ReadOnlySpan<byte> link))
        {
            return false;
        }

        if (outcome == ReadOutcome.Found)
        {
            value.Set(link);
        }

        return true;
    }
}
