namespace OneLink.Edge.Spool;

/// <summary>A place in a chain of segments.</summary>
/// <param name="Segment">Number of the segment, from 1; 0 lies before the first.</param>
/// <param name="Offset">Byte offset of a frame in the segment.</param>
internal readonly record struct SpoolPosition(ulong Segment, int Offset);
