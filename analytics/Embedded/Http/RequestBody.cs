using System.IO.Compression;
using OneLink.Analytics.Embedded.Connections;

namespace OneLink.Analytics.Embedded.Http;

/// <summary>The bytes that a client sent, decompressed; trouble with them is told as ClickHouse tells it.</summary>
internal sealed class RequestBody : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly bool _owned;

    /// <exception cref="EngineException">The Content-Encoding is not known.</exception>
    internal RequestBody(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        _owned = encoding.Length > 0 && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase);
        _stream = encoding.ToLowerInvariant() switch
        {
            "" or "identity" => request.Body,
            "gzip" or "x-gzip" => new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
            // "deflate" is zlib's format (RFC 9110), whatever its name says.
            "deflate" => new ZLibStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
            "br" => new BrotliStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
            _ => throw EngineException.Of(
                EngineError.UnknownCompressionMethod,
                "Content-Encoding must be gzip, deflate or br; the embedded engine knows no other."),
        };
    }

    /// <exception cref="EngineException">The body broke off, or is not what its encoding says.</exception>
    internal async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await _stream.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidDataException failure)
        {
            throw EngineException.Of(EngineError.CannotDecompress, $"The body is not what its Content-Encoding says: {failure.Message}");
        }
        catch (IOException failure)
        {
            throw EngineException.Of(EngineError.NetworkError, $"The body broke off: {failure.Message}");
        }
    }

    public ValueTask DisposeAsync() => _owned ? _stream.DisposeAsync() : ValueTask.CompletedTask;
}
