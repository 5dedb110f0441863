using OneLink.Shared.Clicks;

namespace OneLink.Edge.Spool;

/// <summary>Where one lane of the edge records its clicks. One thread at a time; encodes straight into the mapped segment, no copy, no allocation.</summary>
internal sealed class SpoolWriter(SpoolChain people, SpoolChain others)
{
    private readonly long[] _recorded = new long[4];
    private readonly long[] _dropped = new long[4];

    /// <summary>Records a click, or counts it as dropped where the spool takes no more. Never blocks, never throws.</summary>
    public void Record(in ClickRecord click)
    {
        SpoolChain chain = IsPerson(click) ? people : others;
        Span<byte> room = chain.Reserve(ClickRecordCodec.MaxBytes);
        if (room.IsEmpty)
        {
            _dropped[(int)click.Kind]++;
            return;
        }

        chain.Publish(ClickRecordCodec.Encode(click, room));
        _recorded[(int)click.Kind]++;
    }

    /// <summary>Clicks recorded since the start of the process. Read by the metrics thread: at most a moment old.</summary>
    public long Recorded(ClickKind kind) => Volatile.Read(ref _recorded[(int)kind]);

    /// <summary>Clicks lost since the start of the process because the spool was full.</summary>
    public long Dropped(ClickKind kind) => Volatile.Read(ref _dropped[(int)kind]);

    private static bool IsPerson(in ClickRecord click) => click.Kind == ClickKind.Human && click.Orphan == OrphanKind.None;
}
