using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OneLink.Edge.Store;

/// <summary>
/// A digest of a set: the sum of its members' SHA-256, of which 128 bits are kept. The order in which they are added makes no
/// difference, so that stores which came to the same links in different ways are known by it.
/// </summary>
internal struct SetDigest : IEquatable<SetDigest>
{
    private UInt128 _sum;

    /// <summary>Members added.</summary>
    public long Count { readonly get; private set; }

    public void Add(ReadOnlySpan<byte> member)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(member, hash);
        _sum = unchecked(_sum + BinaryPrimitives.ReadUInt128LittleEndian(hash));
        Count++;
    }

    public readonly bool Equals(SetDigest other) => _sum == other._sum && Count == other.Count;

    public override readonly bool Equals(object? obj) => obj is SetDigest other && Equals(other);

    public override readonly int GetHashCode() => _sum.GetHashCode();

    /// <summary>32 hexadecimal digits.</summary>
    public override readonly string ToString() => _sum.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
}
