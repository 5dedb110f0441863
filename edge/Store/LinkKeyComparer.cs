using System.Runtime.InteropServices;
using FASTER.core;

namespace OneLink.Edge.Store;

/// <summary>
/// Equality and hash of keys. The hash folds 64x64→128-bit products (the construction of wyhash,
/// https://github.com/wangyi-fudan/wyhash): two multiplications for a slug of up to 16 bytes, where FASTER's default
/// walks it in small steps. It is part of what a checkpoint holds: never change it without a new folder.
/// </summary>
internal sealed class LinkKeyComparer : IFasterEqualityComparer<SpanByte>
{
    private const ulong Secret0 = 0xA0761D6478BD642F;
    private const ulong Secret1 = 0xE7037ED1A0B428DB;
    private const ulong Secret2 = 0x8EBC6AF09C88C6E3;

    public long GetHashCode64(ref SpanByte k) => (long)Hash(k.AsReadOnlySpan());

    public bool Equals(ref SpanByte k1, ref SpanByte k2) => k1.AsReadOnlySpan().SequenceEqual(k2.AsReadOnlySpan());

    private static ulong Hash(ReadOnlySpan<byte> key)
    {
        ulong hash = (ulong)key.Length ^ Secret0;
        while (key.Length > 16)
        {
            hash = Fold(MemoryMarshal.Read<ulong>(key) ^ Secret1, MemoryMarshal.Read<ulong>(key[8..]) ^ hash);
            key = key[16..];
        }

        ulong first;
        ulong second;
        if (key.Length >= 8)
        {
            first = MemoryMarshal.Read<ulong>(key);
            second = MemoryMarshal.Read<ulong>(key[^8..]);
        }
        else if (key.Length >= 4)
        {
            first = MemoryMarshal.Read<uint>(key);
            second = MemoryMarshal.Read<uint>(key[^4..]);
        }
        else
        {
            first = key.IsEmpty ? 0 : ((ulong)key[0] << 16) | ((ulong)key[key.Length >> 1] << 8) | key[^1];
            second = 0;
        }

        return Fold(first ^ Secret1, second ^ hash ^ Secret2);
    }

    private static ulong Fold(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }
}
