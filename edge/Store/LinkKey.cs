using System.Buffers.Binary;
using OneLink.Shared.Links;

namespace OneLink.Edge.Store;

/// <summary>The key of a link in the store: domain id (4 bytes, little-endian), then the slug key in UTF-8.</summary>
internal static class LinkKey
{
    /// <summary>Bytes before the slug key.</summary>
    public const int PrefixBytes = sizeof(uint);

    /// <summary>Longest key.</summary>
    public const int MaxBytes = PrefixBytes + SlugKey.MaxBytes;

    public static void WritePrefix(Span<byte> key, uint domainId) => BinaryPrimitives.WriteUInt32LittleEndian(key, domainId);
}
