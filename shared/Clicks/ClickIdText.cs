using System.Buffers.Binary;

namespace OneLink.Shared.Clicks;

/// <summary>A click id as people and ClickHouse see it: <c>0199f0a3-7c1b-7b0e-9a51-3f2f6f1f0c77</c>.</summary>
public static class ClickIdText
{
    /// <param name="high">Most significant half.</param>
    /// <param name="low">Least significant half.</param>
    public static string Format(ulong high, ulong low) => ToGuid(high, low).ToString("D");

    /// <summary>The same id as a <see cref="Guid"/>, whose text is the id's.</summary>
    public static Guid ToGuid(ulong high, ulong low)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
        return new Guid(bytes, bigEndian: true);
    }
}
