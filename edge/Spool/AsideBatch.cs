using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace OneLink.Edge.Spool;

/// <summary>
/// A batch that ClickHouse refused, one that only a host can take that is away, or records that this build cannot read, out
/// of the way of all others: a file with the reason and the frames, from which nothing is missing that is needed to send them again under the same token.
/// Byte layout: docs/formats/spool.md.
/// </summary>
internal sealed record AsideBatch
{
    public const string Extension = ".aside";

    private const ulong Magic = 0x315F45444953414F; // "OASIDE_1", little-endian
    private const int HeaderBytes = 64;
    private const int MaxReasonBytes = 4096;

    /// <summary>First half of the deduplication token.</summary>
    public required Guid Source { get; init; }

    /// <summary>Second half of it.</summary>
    public required ulong Number { get; init; }

    /// <summary>Why it is here.</summary>
    public required AsideKind Kind { get; init; }

    /// <summary>Mark of the ClickHouse host that may have it already, and alone may get it; 0 where it is known to none.</summary>
    public uint Host { get; init; }

    public required DateTimeOffset SetAsideAt { get; init; }

    /// <summary>ClickHouse's words, or ours.</summary>
    public required string Reason { get; init; }

    public required int Records { get; init; }

    /// <summary>As in a segment.</summary>
    public required ReadOnlyMemory<byte> Frames { get; init; }

    /// <summary>Unknown records were never sent: they have a token of their own.</summary>
    public string Token => string.Create(CultureInfo.InvariantCulture, $"{Source:N}:{Number}{(Kind == AsideKind.Unknown ? "u" : "")}");

    public string FileName => NameOf(Number, Kind == AsideKind.Unknown);

    public static string NameOf(ulong number, bool isUnknown)
        => string.Create(CultureInfo.InvariantCulture, $"{number:D12}{(isUnknown ? "-unknown" : "")}{Extension}");

    public byte[] ToBytes()
    {
        byte[] reason = Encoding.UTF8.GetBytes(Reason);
        int reasonLength = Math.Min(reason.Length, MaxReasonBytes);
        int framesAt = (HeaderBytes + reasonLength + SpoolFrame.Alignment - 1) & -SpoolFrame.Alignment;
        byte[] bytes = new byte[framesAt + Frames.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), Records);
        _ = Source.TryWriteBytes(bytes.AsSpan(16));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(32), Number);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(40), SetAsideAt.ToUnixTimeMilliseconds());
        bytes[48] = (byte)Kind;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(52), reasonLength);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(56), Host);
        reason.AsSpan(0, reasonLength).CopyTo(bytes.AsSpan(HeaderBytes));
        Frames.Span.CopyTo(bytes.AsSpan(framesAt));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Checksum(bytes.AsSpan(12, framesAt - 12)));
        return bytes;
    }

    /// <returns>Null where the bytes are no batch that was set aside; each frame has a checksum of its own.</returns>
    public static AsideBatch? Parse(ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        if (bytes.Length < HeaderBytes || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic)
        {
            return null;
        }

        int reasonLength = BinaryPrimitives.ReadInt32LittleEndian(bytes[52..]);
        int framesAt = (HeaderBytes + reasonLength + SpoolFrame.Alignment - 1) & -SpoolFrame.Alignment;
        if (reasonLength is < 0 or > MaxReasonBytes
            || bytes.Length < framesAt
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) != Checksum(bytes[12..framesAt]))
        {
            return null;
        }

        return new AsideBatch
        {
            Source = new Guid(bytes.Slice(16, 16)),
            Number = BinaryPrimitives.ReadUInt64LittleEndian(bytes[32..]),
            Kind = (AsideKind)bytes[48],
            Host = BinaryPrimitives.ReadUInt32LittleEndian(bytes[56..]),
            SetAsideAt = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(bytes[40..])),
            Reason = Encoding.UTF8.GetString(bytes.Slice(HeaderBytes, reasonLength)),
            Records = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            Frames = file[framesAt..],
        };
    }

    /// <summary>Number of records and why they are here, from the beginning of a file alone.</summary>
    public static (int Records, AsideKind Kind) ReadStart(Stream file)
    {
        Span<byte> start = stackalloc byte[HeaderBytes];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            ? (BinaryPrimitives.ReadInt32LittleEndian(start[12..]), (AsideKind)start[48])
            : default;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }
}
