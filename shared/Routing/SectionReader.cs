using System.Buffers.Binary;

namespace OneLink.Shared.Routing;

/// <summary>Reads what <see cref="SectionWriter"/> wrote, front to back, in place.</summary>
internal ref struct SectionReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public byte ReadByte() => Take(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public ReadOnlySpan<byte> ReadShortString() => Take(ReadByte());

    public ReadOnlySpan<byte> ReadString() => Take(ReadUInt16());

    /// <summary>A part behind a four-byte length.</summary>
    public ReadOnlySpan<byte> ReadPart() => Take((int)ReadUInt32());

    public ReadOnlySpan<byte> Read(int count) => Take(count);

    private ReadOnlySpan<byte> Take(int count)
    {
        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
