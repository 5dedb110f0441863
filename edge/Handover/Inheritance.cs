using System.Buffers.Binary;

namespace OneLink.Edge.Handover;

/// <summary>What a new edge gets from the one before it, beside what lies in their folder.</summary>
/// <param name="Sockets">Descriptors of listening sockets.</param>
/// <param name="Salts">The days' salts, which are never written down: days since 1970-01-01 UTC and 16 bytes each.</param>
internal sealed record Inheritance(IReadOnlyList<int> Sockets, IReadOnlyList<(uint UnixDay, ReadOnlyMemory<byte> Salt)> Salts)
{
    private const int SaltBytes = 16;
    private const int EntryBytes = sizeof(uint) + SaltBytes;

    public static Inheritance None { get; } = new([], []);

    /// <summary>The salts, 20 bytes each: day, little-endian, and salt.</summary>
    public static byte[] Write(IReadOnlyList<(uint UnixDay, ReadOnlyMemory<byte> Salt)> salts)
    {
        byte[] bytes = new byte[salts.Count * EntryBytes];
        Span<byte> at = bytes;
        foreach ((uint day, ReadOnlyMemory<byte> salt) in salts)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(at, day);
            salt.Span.CopyTo(at[sizeof(uint)..]);
            at = at[EntryBytes..];
        }

        return bytes;
    }

    public static Inheritance Read(IReadOnlyList<int> sockets, ReadOnlySpan<byte> salts)
    {
        var read = new List<(uint, ReadOnlyMemory<byte>)>();
        for (; salts.Length >= EntryBytes; salts = salts[EntryBytes..])
        {
            read.Add((BinaryPrimitives.ReadUInt32LittleEndian(salts), salts[sizeof(uint)..EntryBytes].ToArray()));
        }

        return new Inheritance(sockets, read);
    }
}
