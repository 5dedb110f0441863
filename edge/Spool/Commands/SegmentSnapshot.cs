namespace OneLink.Edge.Spool.Commands;

/// <summary>A segment as its file was at one moment.</summary>
internal sealed record SegmentSnapshot(string Path, SegmentHeader Header, byte[] Bytes)
{
    /// <summary>Gives the frames from <paramref name="offset"/> on to <paramref name="sink"/>.</summary>
    /// <returns>Places that hold neither a frame nor zeros.</returns>
    public int Read(IFrameSink sink, int offset = SegmentHeader.Bytes)
        => offset < Bytes.Length ? SpoolFrame.ReadAll(Bytes.AsSpan(offset), sink).DamagedPlaces : 0;
}
