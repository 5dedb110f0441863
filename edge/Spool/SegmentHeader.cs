using System.Buffers.Binary;

namespace OneLink.Edge.Spool;

/// <summary>The first 64 bytes of a segment (docs/formats/spool.md).</summary>
internal readonly record struct SegmentHeader(SpoolStream Stream, int Lane, ulong Number)
{
    public const int Bytes = 64;

    private const ulong Magic = 0x315F4C4F4F50534F; // "OSPOOL_1", little-endian
    private const ushort FormatVersion = 1;

    public void Write(Span<byte> header)
    {
        header[..Bytes].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(header, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], FormatVersion);
        header[10] = (byte)Stream;
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], Lane);
        BinaryPrimitives.WriteUInt64LittleEndian(header[16..], Number);
    }

    /// <returns>False where the bytes are no segment of a known version.</returns>
    public static bool TryRead(ReadOnlySpan<byte> file, out SegmentHeader header)
    {
        header = default;
        if (file.Length < Bytes
            || BinaryPrimitives.ReadUInt64LittleEndian(file) != Magic
            || BinaryPrimitives.ReadUInt16LittleEndian(file[8..]) != FormatVersion
            || file[10] > (byte)SpoolStream.Others)
        {
            return false;
        }

        header = new SegmentHeader(
            (SpoolStream)file[10], BinaryPrimitives.ReadInt32LittleEndian(file[12..]), BinaryPrimitives.ReadUInt64LittleEndian(file[16..]));
        return true;
    }
}
