using System.Buffers;
using System.Runtime.CompilerServices;

namespace OneLink.Shared.Links;

/// <summary>
/// A stored destination with the visitor's query: the destination's parameters in their places, with the visitor's values
/// where the names are the same, then the visitor's others, then the fragment (docs/formats/query-forwarding.md).
/// </summary>
public static class QueryMerge
{
    // More parameters than a link in the wild has; longer queries rent.
    private const int StackParameters = 32;

    /// <summary>Bytes that stay as they are: all that a header bears, but for the one that would start a fragment.</summary>
    private static readonly SearchValues<byte> Safe = SearchValues.Create(
        "!\"$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    /// <summary>A buffer of this size always suffices for <see cref="TryMerge"/>.</summary>
    public static int MaxLength(int destinationLength, int queryLength) =>
        destinationLength + 1 + (queryLength * PercentEncoding.EncodedLength);

    /// <summary>Writes the <c>Location</c>. Allocates nothing.</summary>
    /// <param name="destination">Absolute ASCII URL, as stored.</param>
    /// <param name="query">The visitor's raw query, without its <c>?</c>; may be empty.</param>
    /// <param name="location">Where to; must overlap neither.</param>
    /// <param name="written">Bytes written.</param>
    /// <returns>False where the buffer is too short.</returns>
    [SkipLocalsInit]
    public static bool TryMerge(ReadOnlySpan<byte> destination, ReadOnlySpan<byte> query, Span<byte> location, out int written)
    {
        var writer = new LocationWriter(location);
        if (query.IsEmpty)
        {
            writer.Write(destination);
            written = writer.Written;
            return !writer.Overflowed;
        }

        var capacity = query.Count((byte)'&') + 1;
        uint[]? rentedHashes = null;
        VisitorParameters.Entry[]? rentedEntries = null;
        var hashes = capacity <= StackParameters ? stackalloc uint[StackParameters] : rentedHashes = ArrayPool<uint>.Shared.Rent(capacity);
        var entries = capacity <= StackParameters
            ? stackalloc VisitorParameters.Entry[StackParameters]
            : rentedEntries = ArrayPool<VisitorParameters.Entry>.Shared.Rent(capacity);
        try
        {
            var visitor = new VisitorParameters(query, hashes, entries);
            if (visitor.Count == 0)
            {
                writer.Write(destination);
            }
            else
            {
                Merge(new UrlParts(destination), visitor, ref writer);
            }

            written = writer.Written;
            return !writer.Overflowed;
        }
        finally
        {
            if (rentedHashes is not null)
            {
                ArrayPool<uint>.Shared.Return(rentedHashes);
            }

            if (rentedEntries is not null)
            {
                ArrayPool<VisitorParameters.Entry>.Shared.Return(rentedEntries);
            }
        }
    }

    private static void Merge(UrlParts parts, scoped VisitorParameters visitor, ref LocationWriter writer)
    {
        writer.Write(parts.BeforeQuery);
        writer.Write((byte)'?');

        // 1. The destination's parameters in their places.
        if (parts.Query.Length > 1)
        {
            var first = true;
            foreach (var range in parts.Query[1..].Split((byte)'&'))
            {
                WriteInPlace(parts.Query[1..][range], ref first, visitor, ref writer);
            }
        }

        // 2. What the visitor adds.
        for (var i = 0; i < visitor.Count; i++)
        {
            if (!visitor.IsPlaced(i))
            {
                WriteSeparator(ref writer);
                writer.WriteEncoded(visitor[i], Safe);
            }
        }

        // 3. The fragment stays last.
        writer.Write(parts.Fragment);
    }

    private static void WriteInPlace(
        ReadOnlySpan<byte> parameter, ref bool first, scoped VisitorParameters visitor, ref LocationWriter writer)
    {
        var name = ParameterName.Of(parameter);
        var hash = ParameterName.Hash(name);
        var match = parameter.IsEmpty ? -1 : visitor.IndexOf(name, hash, from: 0);
        if (match < 0)
        {
            if (!first)
            {
                writer.Write((byte)'&');
            }

            writer.Write(parameter);
            first = false;
            return;
        }

        // All of the visitor's values take the first place; a later place of the same name falls away.
        if (visitor.IsPlaced(match))
        {
            return;
        }

        for (; match >= 0; match = visitor.IndexOf(name, hash, match + 1))
        {
            if (!first)
            {
                writer.Write((byte)'&');
            }

            writer.WriteEncoded(visitor[match], Safe);
            visitor.Place(match);
            first = false;
        }
    }

    private static void WriteSeparator(ref LocationWriter writer)
    {
        if (writer.Last is not ((byte)'?' or (byte)'&'))
        {
            writer.Write((byte)'&');
        }
    }
}
