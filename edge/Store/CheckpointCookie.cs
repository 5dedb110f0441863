using System.Buffers.Binary;

namespace OneLink.Edge.Store;

/// <summary>What a checkpoint keeps beside the links. 25 bytes, little endian: sequence, generation, live bytes, scope; before there were scopes, 17.</summary>
/// <param name="Cursor">Position in the feed.</param>
/// <param name="LiveBytes">Bytes of the log when nothing in it was superseded last.</param>
internal readonly record struct CheckpointCookie(StoreCursor Cursor, long LiveBytes)
{
    private const int BytesWithoutScope = sizeof(ulong) + 1 + sizeof(long);
    private const int Bytes = BytesWithoutScope + sizeof(ulong);

    public byte[] ToBytes()
    {
        byte[] cookie = new byte[Bytes];
        BinaryPrimitives.WriteUInt64LittleEndian(cookie, Cursor.Sequence);
        cookie[sizeof(ulong)] = Cursor.Generation;
        BinaryPrimitives.WriteInt64LittleEndian(cookie.AsSpan(sizeof(ulong) + 1), LiveBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(cookie.AsSpan(BytesWithoutScope), Cursor.Scope);
        return cookie;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote; an empty store's where there is no such cookie.</summary>
    public static CheckpointCookie Read(byte[]? cookie)
        => cookie is { Length: Bytes or BytesWithoutScope }
            ? new CheckpointCookie(
                new StoreCursor(
                    BinaryPrimitives.ReadUInt64LittleEndian(cookie),
                    cookie[sizeof(ulong)],
                    cookie.Length == Bytes ? BinaryPrimitives.ReadUInt64LittleEndian(cookie.AsSpan(BytesWithoutScope)) : 0),
                BinaryPrimitives.ReadInt64LittleEndian(cookie.AsSpan(sizeof(ulong) + 1)))
            : default;
}
