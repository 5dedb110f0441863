namespace OneLink.Client.Http;

/// <summary>A body too large to be held: a stream of the caller's, from where it stands.</summary>
internal sealed class Upload
{
    private readonly Stream _source;
    private readonly long? _start;
    private bool _hasBegun;

    public Upload(Stream source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _start = source.CanSeek ? source.Position : null;
    }

    /// <summary>In bytes; null where the stream does not know.</summary>
    public long? Length => _start is { } start ? _source.Length - start : null;

    /// <summary>Whether all of it can be sent: what cannot be read twice only as long as nothing was read.</summary>
    public bool IsWhole => _start is not null || !_hasBegun;

    public async Task CopyToAsync(Stream target, CancellationToken cancellationToken)
    {
        _hasBegun = true;
        if (_start is { } start)
        {
            _source.Position = start;
        }

        await _source.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
    }
}
