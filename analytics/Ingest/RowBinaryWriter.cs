using System.Buffers.Binary;

namespace OneLink.Analytics.Ingest;

/// <summary>
/// Writes ClickHouse's RowBinary format (https://clickhouse.com/docs/interfaces/formats/RowBinary): fixed-width values
/// little-endian, strings as LEB128 length and bytes, columns in the order of the INSERT, nothing in between.
/// </summary>
internal sealed class RowBinaryWriter(int capacity)
{
    private byte[] _buffer = new byte[capacity];
    private int _length;

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    public int Length => _length;

    public void Clear() => _length = 0;

    public void WriteByte(byte value) => Reserve(1)[0] = value;

    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Reserve(2), value);

    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);

    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Reserve(8), value);

    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value);

    /// <summary>A UUID: two little-endian 64-bit halves, the high one first.</summary>
    public void WriteUuid(ulong high, ulong low)
    {
        WriteUInt64(high);
        WriteUInt64(low);
    }

    public void WriteString(ReadOnlySpan<byte> utf8)
    {
        uint length = (uint)utf8.Length;
        Span<byte> span = Reserve(5 + utf8.Length);
        int at = 0;
        while (length >= 0x80)
        {
            span[at++] = (byte)(length | 0x80);
            length >>= 7;
        }

        span[at++] = (byte)length;
        utf8.CopyTo(span[at..]);
        _length -= 5 - at;
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(_buffer.Length * 2L, _length + (long)count)));
        }

        Span<byte> span = _buffer.AsSpan(_length, count);
        _length += count;
        return span;
    }
}
