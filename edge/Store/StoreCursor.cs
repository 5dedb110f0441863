using System.Buffers.Binary;

namespace OneLink.Edge.Store;

/// <summary>How far the store follows the feed. Kept in the checkpoint, so that it is never ahead of the links.</summary>
/// <param name="Sequence">Last applied sequence of the feed; 0 before the first snapshot.</param>
/// <param name="Generation">Mark of the links that belong to the present snapshot (<see cref="Shared.Routing.CompiledLink.GenerationOf"/>).</param>
internal readonly record struct StoreCursor(ulong Sequence, byte Generation)
{
    private const int Bytes = 9;

    public byte[] ToCookie()
    {
        byte[] cookie = new byte[Bytes];
        BinaryPrimitives.WriteUInt64LittleEndian(cookie, Sequence);
        cookie[8] = Generation;
        return cookie;
    }

    public static StoreCursor FromCookie(byte[]? cookie)
        => cookie is { Length: Bytes } ? new StoreCursor(BinaryPrimitives.ReadUInt64LittleEndian(cookie), cookie[8]) : default;
}
