using System.Security.Cryptography;
using System.Text;

namespace OneLink.Admin.Idempotency;

/// <summary>The body of a request, hashed while it is read: of any length, and held nowhere.</summary>
internal sealed class HashedBody : Stream
{
    private const int DrainBytes = 64 * 1024;

    private readonly Stream _body;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[]? _fingerprint;

    /// <param name="body">The body as it arrives.</param>
    /// <param name="target">What it is sent to: method, path and query belong to what was asked.</param>
    public HashedBody(Stream body, string target)
    {
        _body = body;
        _hash.AppendData(Encoding.UTF8.GetBytes(target + "\n"));
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what nobody has read, and tells the hash of everything.</summary>
    public async Task<byte[]> FingerprintAsync(CancellationToken cancellationToken)
    {
        if (_fingerprint is null)
        {
            var buffer = new byte[DrainBytes];
            while (await ReadAsync(buffer, cancellationToken) > 0)
            {
                // Hashed by the reading.
            }

            _fingerprint = _hash.GetHashAndReset();
        }

        return _fingerprint;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _body.ReadAsync(buffer, cancellationToken);
        _hash.AppendData(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
