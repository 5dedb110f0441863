using OneLink.Shared.Clicks;

namespace OneLink.Shared.Tests.Clicks;

public class SipHashTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 16).Select(static i => (byte)i)];

    /// <summary>For a message of 8 bytes the construction is plain SipHash-1-3.</summary>
    [Fact]
    public void Hash_EightBytes_IsSipHash13()
        => Assert.Equal(Reference([0, 1, 2, 3, 4, 5, 6, 7]), new SipHash(Key).Hash(0x0706050403020100));

    [Fact]
    public void Hash_BytesMovedBetweenParts_Differ()
    {
        var hash = new SipHash(Key);
        Assert.NotEqual(hash.Hash(1, "ab"u8, "c"u8), hash.Hash(1, "a"u8, "bc"u8));
        Assert.NotEqual(hash.Hash(1, "ab"u8, "c"u8), hash.Hash(2, "ab"u8, "c"u8));
        Assert.Equal(hash.Hash(1, "ab"u8, "c"u8), hash.Hash(1, "ab"u8, "c"u8));
    }

    /// <summary>The algorithm once more, written from the paper in its own words, for any message.</summary>
    private static ulong Reference(byte[] message)
    {
        ulong k0 = BitConverter.ToUInt64(Key, 0), k1 = BitConverter.ToUInt64(Key, 8);
        ulong[] v = [k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d, k0 ^ 0x6c7967656e657261, k1 ^ 0x7465646279746573];
        var padded = new List<byte>(message);
        while (padded.Count % 8 != 7)
        {
            padded.Add(0);
        }

        padded.Add((byte)message.Length);
        for (int i = 0; i < padded.Count; i += 8)
        {
            ulong m = BitConverter.ToUInt64([.. padded], i);
            v[3] ^= m;
            SipRound(v);
            v[0] ^= m;
        }

        v[2] ^= 0xff;
        SipRound(v);
        SipRound(v);
        SipRound(v);
        return v[0] ^ v[1] ^ v[2] ^ v[3];
    }

    private static void SipRound(ulong[] v)
    {
        v[0] += v[1];
        v[2] += v[3];
        v[1] = ulong.RotateLeft(v[1], 13) ^ v[0];
        v[3] = ulong.RotateLeft(v[3], 16) ^ v[2];
        v[0] = ulong.RotateLeft(v[0], 32);
        v[2] += v[1];
        v[0] += v[3];
        v[1] = ulong.RotateLeft(v[1], 17) ^ v[2];
        v[3] = ulong.RotateLeft(v[3], 21) ^ v[0];
        v[2] = ulong.RotateLeft(v[2], 32);
    }
}
