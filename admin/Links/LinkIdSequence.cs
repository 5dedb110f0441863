namespace OneLink.Admin.Links;

/// <summary>
/// Issues ids that always grow on this node: also within a millisecond, and also while the clock stands still or goes
/// back, where the last millisecond issued counts on.
/// </summary>
internal sealed class LinkIdSequence(TimeProvider clock, Func<int> node)
{
    private const long SequenceMask = (1L << LinkId.SequenceBits) - 1;
    private readonly Lock _gate = new();

    /// <summary>Milliseconds since the epoch and the sequence below them, as one number that is counted up.</summary>
    private long _last;

    public LinkIdSequence(TimeProvider clock, int node)
        : this(clock, () => node)
    {
    }

    /// <summary>Continues above ids that are already stored, whatever the clock says after a restart.</summary>
    public void StartAbove(LinkId id)
    {
        lock (_gate)
        {
            _last = Math.Max(_last, Position(id));
        }
    }

    public LinkId Next()
    {
        lock (_gate)
        {
            var now = (clock.GetUtcNow().ToUnixTimeMilliseconds() - LinkId.Epoch.ToUnixTimeMilliseconds()) << LinkId.SequenceBits;

            // More than 4,096 ids in a millisecond carry over into the next one, ahead of the clock.
            _last = Math.Max(_last + 1, now);
            var milliseconds = _last >> LinkId.SequenceBits;
            return new LinkId((((milliseconds << LinkId.NodeBits) | (uint)node()) << LinkId.SequenceBits) | (_last & SequenceMask));
        }
    }

    private static long Position(LinkId id)
        => ((id.Value >> (LinkId.NodeBits + LinkId.SequenceBits)) << LinkId.SequenceBits) | (id.Value & SequenceMask);
}
