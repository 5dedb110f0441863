using System.Numerics;
using System.Runtime.InteropServices;

namespace OneLink.Edge.Spool;

/// <summary>
/// One record in a segment: an 8-byte header and the payload, padded to 8 bytes.
/// <code>
/// bits  0-15  magic 0xC11C
/// bits 16-31  payload length in bytes
/// bits 32-63  CRC32C of length and payload
/// </code>
/// The header is one aligned 64-bit store made after the payload: whoever sees it sees a whole record, also in the
/// file that a killed process leaves behind. An all-zero header is the end of what was written.
/// Change together: this file, docs/formats/spool.md, tests/Edge.Tests/Spool/SpoolFrameTests.cs.
/// </summary>
internal static class SpoolFrame
{
    /// <summary>Bytes before the payload.</summary>
    public const int HeaderBytes = sizeof(ulong);

    /// <summary>Frames start at multiples of this, so that a header never crosses a cache line and a reader can resynchronise.</summary>
    public const int Alignment = 8;

    private const ushort Magic = 0xC11C;

    /// <summary>Bytes that a payload of <paramref name="length"/> takes in the segment.</summary>
    public static int SizeOf(int length) => HeaderBytes + ((length + Alignment - 1) & -Alignment);

    public static ulong Header(ReadOnlySpan<byte> payload)
        => Magic | ((ulong)(ushort)payload.Length << 16) | ((ulong)Checksum(payload) << 32);

    /// <summary>Whether <paramref name="frames"/> starts with an intact frame; its payload if so.</summary>
    public static bool TryRead(ReadOnlySpan<byte> frames, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (frames.Length < HeaderBytes)
        {
            return false;
        }

        ulong header = MemoryMarshal.Read<ulong>(frames);
        int length = (ushort)(header >> 16);
        if ((ushort)header != Magic || frames.Length < SizeOf(length))
        {
            return false;
        }

        ReadOnlySpan<byte> candidate = frames.Slice(HeaderBytes, length);
        if (Checksum(candidate) != (uint)(header >> 32))
        {
            return false;
        }

        payload = candidate;
        return true;
    }

    /// <summary>Offset of the next intact frame after a damaged place, or the length of <paramref name="frames"/> where there is none.</summary>
    public static int FindNext(ReadOnlySpan<byte> frames)
    {
        for (int at = Alignment; at + HeaderBytes <= frames.Length; at += Alignment)
        {
            int zeros = frames[at..].IndexOfAnyExcept((byte)0);
            if (zeros < 0)
            {
                break;
            }

            at += zeros & -Alignment;
            if (TryRead(frames[at..], out _))
            {
                return at;
            }
        }

        return frames.Length;
    }

    /// <summary>Gives every intact frame to <paramref name="sink"/> until it is full, over damaged places.</summary>
    /// <returns>Bytes that need not be read again, and places that held neither a frame nor zeros.</returns>
    public static (int Read, int DamagedPlaces) ReadAll(ReadOnlySpan<byte> frames, IFrameSink sink)
    {
        int at = 0;
        int damaged = 0;
        while (at < frames.Length && !sink.IsFull)
        {
            if (TryRead(frames[at..], out ReadOnlySpan<byte> payload))
            {
                sink.Add(payload);
                at += SizeOf(payload.Length);
            }
            else
            {
                int skip = FindNext(frames[at..]);
                damaged += frames.Slice(at, skip).IndexOfAnyExcept((byte)0) < 0 ? 0 : 1;
                at += skip;
            }
        }

        return (Math.Min(at, frames.Length), damaged);
    }

    /// <summary>CRC32C (Castagnoli, RFC 3720 appendix B.4) by the processor's instruction: 8 bytes a step.</summary>
    private static uint Checksum(ReadOnlySpan<byte> payload)
    {
        uint crc = BitOperations.Crc32C(uint.MaxValue, (ushort)payload.Length);
        while (payload.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, MemoryMarshal.Read<ulong>(payload));
            payload = payload[sizeof(ulong)..];
        }

        foreach (byte b in payload)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }
}
