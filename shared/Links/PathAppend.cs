using System.Buffers;

namespace OneLink.Shared.Links;

/// <summary>
/// What follows a slug in the visitor's path, appended to the destination's path: never to its host, and never out of its
/// path again.
/// </summary>
public static class PathAppend
{
    /// <summary>Bytes that stay as they are. A backslash would be read as <c>/</c>; <c>?</c> and <c>#</c> would end the path.</summary>
    private static readonly SearchValues<byte> Safe = SearchValues.Create(
        "!\"$%&'()*+,-./0123456789:;<=>@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    /// <summary>A buffer of this size always suffices for <see cref="TryAppend"/>.</summary>
    public static int MaxLength(int destinationLength, int restLength) =>
        destinationLength + 1 + (restLength * PercentEncoding.EncodedLength);

    /// <summary>Writes the destination with the rest. Allocates nothing.</summary>
    /// <param name="destination">Absolute ASCII URL, as stored.</param>
    /// <param name="rest">The raw path behind the slug, with or without its first <c>/</c>; may be empty.</param>
    /// <param name="location">Where to; must overlap neither.</param>
    /// <param name="written">Bytes written.</param>
    /// <returns>False where the buffer is too short.</returns>
    /// <remarks>Segments <c>.</c> and <c>..</c>, escaped or not, are left out: a browser would climb out of the stored path with them.</remarks>
    public static bool TryAppend(ReadOnlySpan<byte> destination, ReadOnlySpan<byte> rest, Span<byte> location, out int written)
    {
        var writer = new LocationWriter(location);
        if (rest is [(byte)'/', .. var behind])
        {
            rest = behind;
        }

        if (rest.IsEmpty)
        {
            writer.Write(destination);
            written = writer.Written;
            return !writer.Overflowed;
        }

        var parts = new UrlParts(destination);
        writer.Write(parts.BeforeQuery);
        if (!parts.HasPath || writer.Last != '/')
        {
            writer.Write((byte)'/');
        }

        var first = true;
        foreach (var range in rest.Split((byte)'/'))
        {
            var segment = rest[range];
            if (IsDotSegment(segment))
            {
                continue;
            }

            if (!first)
            {
                writer.Write((byte)'/');
            }

            writer.WriteEncoded(segment, Safe);
            first = false;
        }

        writer.Write(parts.Query);
        writer.Write(parts.Fragment);
        written = writer.Written;
        return !writer.Overflowed;
    }

    private static bool IsDotSegment(ReadOnlySpan<byte> segment)
    {
        var dots = 0;
        while (!segment.IsEmpty)
        {
            var length = segment[0] == '.' ? 1
                : PercentEncoding.TryDecodeEscape(segment, out var decoded) && decoded == '.' ? PercentEncoding.EncodedLength
                : 0;
            if (length == 0)
            {
                return false;
            }

            segment = segment[length..];
            dots++;
        }

        return dots is 1 or 2;
    }
}
