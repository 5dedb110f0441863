namespace OneLink.Edge.Spool;

/// <summary>Reads the frames of one chain from a position on, over damaged places.</summary>
internal sealed class SpoolReader(SpoolChain chain, SpoolPosition position)
{
    /// <summary>Next frame to read.</summary>
    public SpoolPosition Position { get; set; } = position;

    /// <summary>Places skipped because they held no intact frame.</summary>
    public long DamagedPlaces { get; private set; }

    /// <summary>Gives frames to <paramref name="sink"/> until it is full, or <paramref name="end"/> or the end of what is published is reached.</summary>
    public void Read(IFrameSink sink, SpoolPosition? end = null)
    {
        while (!sink.IsFull)
        {
            SpoolSegment? segment = chain.SegmentAt(Position.Segment);
            if (segment is null)
            {
                return;
            }

            if (segment.Number != Position.Segment)
            {
                if (end is { } before && segment.Number > before.Segment)
                {
                    return;
                }

                Position = new SpoolPosition(segment.Number, SpoolSegment.HeaderBytes);
            }

            // Whether more can follow must be asked before the frames are read: the writer publishes, then seals.
            bool isSealed = segment.IsSealed;
            int limit = end is { } e && e.Segment == segment.Number ? e.Offset : int.MaxValue;
            int offset = Read(segment, Position.Offset, limit, sink);
            Position = Position with { Offset = offset };

            if (offset >= limit || sink.IsFull || !isSealed || offset < segment.Tail)
            {
                return;
            }

            if (chain.SegmentAt(segment.Number + 1) is not { } next || (end is { } last && next.Number > last.Segment))
            {
                return;
            }

            Position = new SpoolPosition(next.Number, SpoolSegment.HeaderBytes);
        }
    }

    private int Read(SpoolSegment segment, int offset, int limit, IFrameSink sink)
    {
        ReadOnlySpan<byte> frames = segment.Frames(offset);
        if (limit - offset < frames.Length)
        {
            frames = frames[..Math.Max(0, limit - offset)];
        }

        (int read, int damaged) = SpoolFrame.ReadAll(frames, sink);
        DamagedPlaces += damaged;
        return offset + read;
    }
}
