namespace OneLink.Edge.Spool.Commands;

/// <summary>The files of a spool, read without taking them from an edge that runs.</summary>
internal sealed class SpoolFiles(string folder)
{
    public string Folder => folder;

    public AsideFolder Aside { get; } = new(folder);

    /// <summary>The batch that was last written down; null where none was.</summary>
    public (Guid Source, ulong Batch, uint Host, IReadOnlyList<ShippingRange> Ranges)? InFlight()
        => Read(Path.Combine(folder, "shipping.state")) is { } bytes ? ShippingState.Newest(bytes) : null;

    /// <summary>Segments in the order in which they are shipped.</summary>
    public IEnumerable<SegmentSnapshot> Segments()
        => Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.spool").Order(StringComparer.Ordinal).Select(Snapshot).OfType<SegmentSnapshot>()
            : [];

    private static SegmentSnapshot? Snapshot(string path)
        => Read(path) is { } bytes && SegmentHeader.TryRead(bytes, out SegmentHeader header) ? new SegmentSnapshot(path, header, bytes) : null;

    /// <returns>Null where the edge has removed the file since.</returns>
    private static byte[]? Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
