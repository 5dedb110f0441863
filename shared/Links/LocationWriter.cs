using System.Buffers;

namespace OneLink.Shared.Links;

/// <summary>
/// Puts a <c>Location</c> together in a caller's buffer. A visitor's bytes that a header or the end of a URL part does
/// not bear are percent-encoded; all others, escapes included, stay as they came.
/// </summary>
internal ref struct LocationWriter(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    public int Written { get; private set; }

    /// <summary>Whether the buffer was too short for something written.</summary>
    public bool Overflowed { get; private set; }

    public readonly byte Last => Written == 0 ? (byte)0 : _destination[Written - 1];

    /// <summary>Bytes of the stored destination, as they are.</summary>
    public void Write(scoped ReadOnlySpan<byte> stored)
    {
        if (!stored.TryCopyTo(_destination[Written..]))
        {
            Overflowed = true;
            return;
        }

        Written += stored.Length;
    }

    public void Write(byte value) => Write([value]);

    /// <summary>Bytes of a visitor, those outside <paramref name="safe"/> percent-encoded.</summary>
    public void WriteEncoded(scoped ReadOnlySpan<byte> visitor, SearchValues<byte> safe)
    {
        while (!visitor.IsEmpty)
        {
            var unsafeAt = visitor.IndexOfAnyExcept(safe);
            if (unsafeAt < 0)
            {
                Write(visitor);
                return;
            }

            Write(visitor[..unsafeAt]);
            if (_destination.Length - Written < PercentEncoding.EncodedLength)
            {
                Overflowed = true;
                return;
            }

            PercentEncoding.Encode(visitor[unsafeAt], _destination[Written..]);
            Written += PercentEncoding.EncodedLength;
            visitor = visitor[(unsafeAt + 1)..];
        }
    }
}
