using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace OneLink.Edge.Store;

/// <summary>
/// A digest of a set: the sum of its members' SHA-256, of which 128 bits are kept. The order in which they are added makes no
/// difference, so that stores which came to the same links in different ways are known by it.
/// </summary>
internal sealed class SetDigest
{
    private UInt128 _sum;

    /// <summary>Members added.</summary>
    public long Count { get; private set; }

    public void Add(ReadOnlySpan<byte> member)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(member, hash);
        _sum = unchecked(_sum + BinaryPrimitives.ReadUInt128LittleEndian(hash));
        Count++;
    }

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => _sum.ToString("x32", CultureInfo.InvariantCulture);
}
