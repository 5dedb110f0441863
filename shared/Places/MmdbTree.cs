using System.Buffers.Binary;

namespace OneLink.Shared.Places;

/// <summary>The search tree of a MaxMind DB: nodes of two records, each another node, nothing, or a place in the data.</summary>
internal sealed class MmdbTree(byte[] bytes, MmdbMetadata metadata)
{
    /// <summary>Zero bytes between tree and data.</summary>
    private const int SeparatorBytes = 16;

    private readonly int _nodeBytes = metadata.RecordBits / 4;

    /// <summary>A record below this is a node, this very number is nothing.</summary>
    public uint Nodes => metadata.Nodes;

    public bool IsV4 => metadata.IpVersion == 4;

    public int DataStart => checked((int)((Nodes * (long)_nodeBytes) + SeparatorBytes));

    /// <summary>Where a record above <see cref="Nodes"/> points, from the start of the data.</summary>
    public int OffsetOf(uint record) => checked((int)(record - Nodes - SeparatorBytes));

    public uint Child(uint node, bool isRight)
    {
        ReadOnlySpan<byte> at = bytes.AsSpan(checked((int)(node * (long)_nodeBytes)), _nodeBytes);
        return metadata.RecordBits switch
        {
            24 => isRight
                ? BinaryPrimitives.ReadUInt32BigEndian(at[2..]) & 0xFFFFFF
                : BinaryPrimitives.ReadUInt32BigEndian(at) >> 8,

            // The byte in the middle holds the upper four bits of both records.
            28 => isRight
                ? BinaryPrimitives.ReadUInt32BigEndian(at[3..]) & 0x0FFFFFFF
                : (BinaryPrimitives.ReadUInt32BigEndian(at) >> 8) | ((uint)(at[3] & 0xF0) << 20),
            _ => BinaryPrimitives.ReadUInt32BigEndian(isRight ? at[4..] : at),
        };
    }
}
