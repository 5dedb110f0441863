using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OneLink.Shared.Clicks;

/// <summary>
/// SipHash-1-3 (https://www.aumasson.jp/siphash/siphash.pdf): a keyed 64-bit hash that cannot be reversed by trying
/// addresses without the key, at about a nanosecond a word.
/// </summary>
public readonly struct SipHash(ulong key0, ulong key1)
{
    public SipHash(ReadOnlySpan<byte> key)
        : this(MemoryMarshal.Read<ulong>(key), MemoryMarshal.Read<ulong>(key[8..]))
    {
    }

    /// <summary>Hash of two byte strings and a number, as if they were one message; lengths are part of it.</summary>
    public ulong Hash(uint prefix, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var state = new State(key0, key1);
        state.Add(prefix | ((ulong)(uint)first.Length << 32));
        state.Add(first);
        state.Add(second);
        return state.Finish((ulong)second.Length);
    }

    /// <summary>Hash of one number: a pseudo-random function of a counter.</summary>
    public ulong Hash(ulong value)
    {
        var state = new State(key0, key1);
        state.Add(value);
        return state.Finish(sizeof(ulong));
    }

    /// <summary>Inlined as a whole, so that its four words stay in registers.</summary>
    private struct State(ulong key0, ulong key1)
    {
        private ulong _v0 = key0 ^ 0x736F6D6570736575;
        private ulong _v1 = key1 ^ 0x646F72616E646F6D;
        private ulong _v2 = key0 ^ 0x6C7967656E657261;
        private ulong _v3 = key1 ^ 0x7465646279746573;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(ReadOnlySpan<byte> bytes)
        {
            while (bytes.Length >= sizeof(ulong))
            {
                Add(MemoryMarshal.Read<ulong>(bytes));
                bytes = bytes[sizeof(ulong)..];
            }

            ulong last = 0;
            for (int i = 0; i < bytes.Length; i++)
            {
                last |= (ulong)bytes[i] << (8 * i);
            }

            Add(last);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(ulong word)
        {
            _v3 ^= word;
            Round();
            _v0 ^= word;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong Finish(ulong length)
        {
            Add(length << 56);
            _v2 ^= 0xFF;
            Round();
            Round();
            Round();
            return _v0 ^ _v1 ^ _v2 ^ _v3;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Round()
        {
            _v0 += _v1;
            _v1 = BitOperations.RotateLeft(_v1, 13) ^ _v0;
            _v0 = BitOperations.RotateLeft(_v0, 32);
            _v2 += _v3;
            _v3 = BitOperations.RotateLeft(_v3, 16) ^ _v2;
            _v0 += _v3;
            _v3 = BitOperations.RotateLeft(_v3, 21) ^ _v0;
            _v2 += _v1;
            _v1 = BitOperations.RotateLeft(_v1, 17) ^ _v2;
            _v2 = BitOperations.RotateLeft(_v2, 32);
        }
    }
}
