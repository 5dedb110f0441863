using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OneLink.Edge.Spool;

/// <summary>
/// The batch in flight, written down and synced before it is sent: after a crash the same ranges go out under the same
/// number, which ClickHouse knows as a deduplication token. Two slots are written in turn, so that a torn write costs
/// one slot and the other still holds the batch before. Byte layout: docs/formats/spool.md.
/// </summary>
internal sealed class ShippingState : IDisposable
{
    public const string FileName = "shipping.state";

    /// <summary>Ranges for which a slot has room: two streams of each lane.</summary>
    public const int MaxRanges = (SlotBytes - HeaderBytes) / RangeBytes;

    /// <summary>One slot; a page.</summary>
    private const int SlotBytes = 4096;
    private const int HeaderBytes = 40;
    private const int RangeBytes = 32;
    private const uint Magic = 0x50494853; // "SHIP"

    private readonly SafeFileHandle _file;
    private readonly byte[] _slot = new byte[SlotBytes];

    /// <summary>Opens or makes the file and reads the newest intact slot.</summary>
    public ShippingState(string path)
    {
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        Source = Guid.NewGuid();
        byte[] slots = new byte[2 * SlotBytes];
        int read = RandomAccess.Read(_file, slots, 0);
        if (Newest(slots.AsSpan(0, read)) is { } newest)
        {
            (Source, Batch, Host, Ranges) = newest;
        }
    }

    /// <summary>The last batch written down in a file's bytes; null where no slot is intact.</summary>
    public static (Guid Source, ulong Batch, uint Host, IReadOnlyList<ShippingRange> Ranges)? Newest(ReadOnlySpan<byte> file)
    {
        (Guid, ulong Batch, uint, IReadOnlyList<ShippingRange>)? newest = null;
        for (; file.Length >= SlotBytes; file = file[SlotBytes..])
        {
            if (TryParse(file[..SlotBytes], out Guid source, out ulong batch, out uint host, out ShippingRange[] ranges) && batch > (newest?.Batch ?? 0))
            {
                newest = (source, batch, host, ranges);
            }
        }

        return newest;
    }

    /// <summary>
    /// First half of every deduplication token. It lives and dies with the batch numbers: were they to start again under
    /// a known name, ClickHouse would take new clicks for old ones.
    /// </summary>
    public Guid Source { get; private set; }

    /// <summary>Number of the last batch written down; 0 before the first.</summary>
    public ulong Batch { get; private set; }

    /// <summary>
    /// Mark of the ClickHouse host that it is sent to (<see cref="OneLink.Analytics.Client.ClickHouseHost.Mark"/>); 0 before
    /// the first batch, and for one of an edge that knew of no hosts.
    /// </summary>
    public uint Host { get; private set; }

    /// <summary>Its ranges, one for each chain that has ever been shipped from.</summary>
    public IReadOnlyList<ShippingRange> Ranges { get; private set; } = [];

    /// <summary>
    /// Writes down the next batch and syncs it; or, for the same one, another host, which may be done as long as nothing of
    /// it has arrived anywhere: should this write be torn, the batch before is in flight again, and these ranges are read anew.
    /// </summary>
    public void Begin(ulong batch, IReadOnlyList<ShippingRange> ranges, uint host)
    {
        Span<byte> slot = _slot;
        slot.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(slot, Magic);
        BinaryPrimitives.WriteUInt64LittleEndian(slot[8..], batch);
        BinaryPrimitives.WriteInt32LittleEndian(slot[16..], ranges.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[20..], host);
        _ = Source.TryWriteBytes(slot[24..]);
        Span<byte> at = slot[HeaderBytes..];
        foreach (ShippingRange range in ranges)
        {
            at[0] = (byte)range.Stream;
            BinaryPrimitives.WriteInt32LittleEndian(at[4..], range.Lane);
            BinaryPrimitives.WriteUInt64LittleEndian(at[8..], range.From.Segment);
            BinaryPrimitives.WriteUInt64LittleEndian(at[16..], range.To.Segment);
            BinaryPrimitives.WriteInt32LittleEndian(at[24..], range.From.Offset);
            BinaryPrimitives.WriteInt32LittleEndian(at[28..], range.To.Offset);
            at = at[RangeBytes..];
        }

        BinaryPrimitives.WriteUInt32LittleEndian(slot[4..], Checksum(slot));
        RandomAccess.Write(_file, _slot, (long)(batch % 2) * SlotBytes);
        SegmentFile.Sync(_file);
        Batch = batch;
        Host = host;
        Ranges = [.. ranges];
    }

    public void Dispose() => _file.Dispose();

    private static bool TryParse(ReadOnlySpan<byte> slot, out Guid source, out ulong batch, out uint host, out ShippingRange[] ranges)
    {
        source = new Guid(slot.Slice(24, 16));
        batch = BinaryPrimitives.ReadUInt64LittleEndian(slot[8..]);
        int count = BinaryPrimitives.ReadInt32LittleEndian(slot[16..]);
        host = BinaryPrimitives.ReadUInt32LittleEndian(slot[20..]);
        ranges = [];
        if (BinaryPrimitives.ReadUInt32LittleEndian(slot) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(slot[4..]) != Checksum(slot)
            || count < 0
            || count > (SlotBytes - HeaderBytes) / RangeBytes)
        {
            return false;
        }

        ranges = new ShippingRange[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> at = slot[(HeaderBytes + (i * RangeBytes))..];
            ranges[i] = new ShippingRange(
                (SpoolStream)at[0],
                BinaryPrimitives.ReadInt32LittleEndian(at[4..]),
                new SpoolPosition(BinaryPrimitives.ReadUInt64LittleEndian(at[8..]), BinaryPrimitives.ReadInt32LittleEndian(at[24..])),
                new SpoolPosition(BinaryPrimitives.ReadUInt64LittleEndian(at[16..]), BinaryPrimitives.ReadInt32LittleEndian(at[28..])));
        }

        return true;
    }

    /// <summary>CRC32C of everything behind the checksum field.</summary>
    private static uint Checksum(ReadOnlySpan<byte> slot)
    {
        uint crc = uint.MaxValue;
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(slot[8..]))
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        return ~crc;
    }
}
