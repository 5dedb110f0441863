namespace OneLink.Edge.Store;

/// <summary>A buffer that receives a link's compiled bytes from the store; reused from read to read.</summary>
internal sealed class LinkValue
{
    private byte[] _bytes = new byte[1024];
    private int _length;

    /// <summary>The bytes of the last read.</summary>
    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    /// <summary>Copies <paramref name="source"/>; allocates only for the largest link seen so far.</summary>
    public void Set(ReadOnlySpan<byte> source)
    {
        if (source.Length > _bytes.Length)
        {
            _bytes = new byte[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)source.Length)];
        }

        source.CopyTo(_bytes);
        _length = source.Length;
    }
}
