using System.Buffers;
using System.IO.Pipelines;
using Google.Protobuf;
using OneLink.Shared.Feed;

namespace OneLink.Edge.Feed;

/// <summary>Reads length-delimited <see cref="FeedFrame"/> messages (a base-128 varint, then that many bytes) from a stream.</summary>
internal sealed class FrameReader(Stream stream) : IAsyncDisposable
{
    private readonly PipeReader _pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024));

    /// <summary>The next frame; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The stream is broken: a frame is too large or cut off; an <see cref="InvalidProtocolBufferException"/> where it is no message.</exception>
    public async ValueTask<FeedFrame?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult result = await _pipe.ReadAsync(cancellationToken);
            ReadOnlySequence<byte> buffer = result.Buffer;
            if (TryParse(ref buffer, out FeedFrame? frame))
            {
                _pipe.AdvanceTo(buffer.Start);
                return frame;
            }

            _pipe.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                return buffer.IsEmpty ? null : throw new InvalidDataException("The feed ended inside a frame.");
            }
        }
    }

    public ValueTask DisposeAsync() => _pipe.CompleteAsync();

    private static bool TryParse(ref ReadOnlySequence<byte> buffer, out FeedFrame? frame)
    {
        frame = null;
        var reader = new SequenceReader<byte>(buffer);
        uint length = 0;
        for (int shift = 0; ; shift += 7)
        {
            if (!reader.TryRead(out byte b))
            {
                return false;
            }

            length |= (uint)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                break;
            }

            if (shift == 28)
            {
                throw new InvalidDataException("A frame's length is no varint.");
            }
        }

        if (length > FeedFormat.MaxFrameBytes)
        {
            throw new InvalidDataException($"A frame of {length} bytes is longer than {FeedFormat.MaxFrameBytes}.");
        }

        if (reader.Remaining < length)
        {
            return false;
        }

        frame = FeedFrame.Parser.ParseFrom(buffer.Slice(reader.Position, length));
        buffer = buffer.Slice(buffer.GetPosition(length, reader.Position));
        return true;
    }
}
