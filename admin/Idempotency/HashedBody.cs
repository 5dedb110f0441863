namespace OneLink.Admin.Idempotency;

/// <summary>The body of a request, hashed while it is read: of any length, and held nowhere.</summary>
/// <param name="body">The body as it arrives.</param>
/// <param name="hash">Takes what is read.</param>
internal sealed class HashedBody(Stream body, BodyFingerprint hash) : Stream
{
    private const int DrainBytes = 64 * 1024;

    private byte[]? _fingerprint;

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

            _fingerprint = hash.Finish();
        }

        return _fingerprint;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await body.ReadAsync(buffer, cancellationToken);
        hash.Append(buffer.Span[..read]);
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
            hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
