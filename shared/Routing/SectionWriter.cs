using System.Buffers.Binary;
using System.Text;

namespace OneLink.Shared.Routing;

/// <summary>Little-endian bytes of a compiled link, growing. Parts whose length is not known yet are written behind a place for it.</summary>
internal sealed class SectionWriter
{
    private const int LengthBytes = sizeof(int);

    private byte[] _bytes = new byte[512];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void WriteByte(byte value) => Take(1)[0] = value;

    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(sizeof(ushort)), value);

    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(sizeof(uint)), value);

    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>A string of at most 255 bytes behind a one-byte length.</summary>
    /// <exception cref="OverflowException">It is longer.</exception>
    public void WriteShortString(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        WriteByte(checked((byte)length));
        Encoding.UTF8.GetBytes(value, Take(length));
    }

    /// <summary>A string of at most 65,535 bytes behind a two-byte length.</summary>
    /// <exception cref="OverflowException">It is longer.</exception>
    public void WriteString(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        WriteUInt16(checked((ushort)length));
        Encoding.UTF8.GetBytes(value, Take(length));
    }

    /// <summary>Begins a part behind a four-byte length.</summary>
    /// <returns>What <see cref="End"/> takes.</returns>
    public int Begin()
    {
        Take(LengthBytes);
        return _length;
    }

    /// <summary>Ends a part: its length is now known.</summary>
    public void End(int start) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(start - LengthBytes), _length - start);

    private Span<byte> Take(int count)
    {
        if (_length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + count));
        }

        Span<byte> taken = _bytes.AsSpan(_length, count);
        taken.Clear();
        _length += count;
        return taken;
    }
}
