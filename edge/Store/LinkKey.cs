using System.Buffers.Binary;

namespace OneLink.Edge.Store;

/// <summary>The key of a link in the store: domain id (4 bytes, little-endian), then the slug key in UTF-8.</summary>
internal static class LinkKey
{
    /// <summary>Bytes before the slug key.</summary>
    public const int PrefixBytes = sizeof(uint);

    /// <summary>190 characters of at most 4 UTF-8 bytes each, behind the prefix.</summary>
    public const int MaxBytes = PrefixBytes + (190 * 4);

    public static void WritePrefix(Span<byte> key, uint domainId) => BinaryPrimitives.WriteUInt32LittleEndian(key, domainId);
}
