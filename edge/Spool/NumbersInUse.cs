namespace OneLink.Edge.Spool;

/// <summary>
/// The segment numbers of an edge that still writes, as the one that takes over from it finds them. It begins its own so far
/// behind them that the other can go on for as long as it lives, in each lane; numbers are never used twice.
/// </summary>
internal sealed class NumbersInUse
{
    /// <summary>Segments that the other may make meanwhile: of 1 MiB, the smallest, as many as hold ten million clicks of one lane.</summary>
    public const ulong LeftToPredecessor = 1000;

    private readonly Dictionary<(SpoolStream Stream, int Lane), ulong> _last = [];

    private NumbersInUse()
    {
    }

    /// <summary>Reads the names of the files, and how far was shipped of what is not there any more.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static NumbersInUse Read(string folder)
    {
        var numbers = new NumbersInUse();
        foreach (string path in Directory.EnumerateFiles(folder, "*" + SpoolSegment.Extension))
        {
            if (SpoolSegment.TryReadHeader(path, out SegmentHeader header))
            {
                numbers.Add(header.Stream, header.Lane, header.Number);
            }
        }

        string state = Path.Combine(folder, ShippingState.FileName);
        if (File.Exists(state) && ShippingState.Newest(File.ReadAllBytes(state)) is { } newest)
        {
            foreach (ShippingRange range in newest.Ranges)
            {
                numbers.Add(range.Stream, range.Lane, range.To.Segment);
            }
        }

        return numbers;
    }

    public ulong LastOf(SpoolStream stream, int lane) => _last.GetValueOrDefault((stream, lane));

    private void Add(SpoolStream stream, int lane, ulong number) => _last[(stream, lane)] = Math.Max(LastOf(stream, lane), number);
}
