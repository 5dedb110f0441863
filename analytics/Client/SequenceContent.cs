using System.Buffers;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;

namespace OneLink.Analytics.Client;

/// <summary>A request body over memory that the caller keeps, plain or gzipped on the way. Can be sent more than once.</summary>
internal sealed class SequenceContent : HttpContent
{
    private readonly ReadOnlySequence<byte> _bytes;
    private readonly bool _gzip;

    internal SequenceContent(ReadOnlySequence<byte> bytes, bool gzip)
    {
        _bytes = bytes;
        _gzip = gzip;
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        if (gzip)
        {
            Headers.ContentEncoding.Add("gzip");
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (!_gzip)
        {
            await WriteAsync(stream, cancellationToken);
            return;
        }

        await using var compressed = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        await WriteAsync(compressed, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return !_gzip;
    }

    private async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        foreach (var segment in _bytes)
        {
            await stream.WriteAsync(segment, cancellationToken);
        }
    }
}
