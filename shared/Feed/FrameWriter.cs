using System.IO.Pipelines;
using Google.Protobuf;

namespace OneLink.Shared.Feed;

/// <summary>Writes length-delimited frames: a varint length, then the message.</summary>
public sealed class FrameWriter(PipeWriter output)
{
    /// <summary>Bytes written between flushes: a few network packets' worth, and all that one stream holds in memory.</summary>
    private const int FlushThreshold = 64 * 1024;

    private const int MaxVarintLength = 5;
    private int _unflushed;

    public void Write(FeedFrame frame)
    {
        var size = frame.CalculateSize();
        var prefix = WriteVarint(output.GetSpan(MaxVarintLength), (uint)size);
        output.Advance(prefix);
        frame.WriteTo(output);
        _unflushed += prefix + size;
    }

    /// <summary>Sends what has gathered, once it is worth a packet. Waits while the reader is slow.</summary>
    public ValueTask FlushWhenFullAsync(CancellationToken cancellationToken)
        => _unflushed < FlushThreshold ? ValueTask.CompletedTask : FlushAsync(cancellationToken);

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        _unflushed = 0;
        var result = await output.FlushAsync(cancellationToken);
        if (result.IsCompleted)
        {
            throw new OperationCanceledException("The reader has gone.");
        }
    }

    private static int WriteVarint(Span<byte> target, uint value)
    {
        var length = 0;
        while (value >= 0x80)
        {
            target[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        target[length++] = (byte)value;
        return length;
    }
}
