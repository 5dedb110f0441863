using OneLink.Analytics.Ingest;
using OneLink.Shared.Clicks;

namespace OneLink.Edge.Spool;

/// <summary>Reads one chain from a position on, over damaged places, into batches.</summary>
internal sealed class SpoolReader(SpoolChain chain, SpoolPosition position)
{
    /// <summary>Next frame to read.</summary>
    public SpoolPosition Position { get; set; } = position;

    /// <summary>Places skipped because they held no intact frame.</summary>
    public long DamagedPlaces { get; private set; }

    /// <summary>Intact frames whose record this version does not know.</summary>
    public long UnknownRecords { get; private set; }

    public SpoolChain Chain => chain;

    /// <summary>Adds clicks to <paramref name="batch"/> until it holds <paramref name="maxRows"/>, or <paramref name="end"/> or the end of what is published is reached.</summary>
    public void ReadInto(ClickBatch batch, int maxRows, SpoolPosition? end = null)
    {
        while (batch.Rows < maxRows)
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
            int offset = Read(segment, Position.Offset, limit, batch, maxRows);
            Position = Position with { Offset = offset };

            if (offset >= limit || batch.Rows >= maxRows || !isSealed || offset < segment.Tail)
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

    private int Read(SpoolSegment segment, int offset, int limit, ClickBatch batch, int maxRows)
    {
        ReadOnlySpan<byte> frames = segment.Frames(offset);
        if (limit - offset < frames.Length)
        {
            frames = frames[..Math.Max(0, limit - offset)];
        }

        int at = 0;
        while (at < frames.Length && batch.Rows < maxRows)
        {
            if (SpoolFrame.TryRead(frames[at..], out ReadOnlySpan<byte> payload))
            {
                if (ClickRecordCodec.TryDecode(payload, out ClickRecord click))
                {
                    batch.Add(click);
                }
                else
                {
                    UnknownRecords++;
                }

                at += SpoolFrame.SizeOf(payload.Length);
            }
            else
            {
                int skip = SpoolFrame.FindNext(frames[at..]);
                bool isUnusedRest = frames.Slice(at, skip).IndexOfAnyExcept((byte)0) < 0;
                DamagedPlaces += isUnusedRest ? 0 : 1;
                at += skip;
            }
        }

        return offset + Math.Min(at, frames.Length);
    }
}
