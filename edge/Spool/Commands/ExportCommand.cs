namespace OneLink.Edge.Spool.Commands;

/// <summary>
/// <c>spool export</c>: a JSON object a line and click. Pending is what is not known to be stored, the batch in flight
/// included, so a click may be in the export and in ClickHouse: <c>clickId</c> tells.
/// </summary>
internal static class ExportCommand
{
    public static void Run(SpoolFiles files, string which, TextWriter output)
    {
        if (which is "pending" or "all")
        {
            var from = new Dictionary<(SpoolStream, int), SpoolPosition>();
            foreach (ShippingRange range in files.InFlight()?.Ranges ?? [])
            {
                from[(range.Stream, range.Lane)] = range.From;
            }

            var lines = new ClickLines(output, "pending");
            foreach (SegmentSnapshot segment in files.Segments())
            {
                SpoolPosition start = from.GetValueOrDefault((segment.Header.Stream, segment.Header.Lane));
                if (segment.Header.Number >= start.Segment)
                {
                    segment.Read(lines, segment.Header.Number == start.Segment ? start.Offset : SegmentHeader.Bytes);
                }
            }
        }

        if (which is "aside" or "all")
        {
            var lines = new ClickLines(output, "aside");
            foreach (string path in files.Aside.Files())
            {
                if (AsideFolder.Read(path) is { } batch)
                {
                    SpoolFrame.ReadAll(batch.Frames.Span, lines);
                }
            }
        }
    }
}
