using System.Buffers;

namespace OneLink.Shared.DeepLinks;

/// <summary>
/// Android intent URIs (https://developer.chrome.com/docs/android/intents): the deep link's data, then its scheme, the
/// package and the fallback behind <c>#Intent;</c>. <c>Intent.parseUri</c> cuts at the last <c>#</c>, and a semicolon ends a
/// value, so neither may stand raw in what comes from outside.
/// </summary>
public static class IntentUri
{
    private static readonly SearchValues<byte> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);

    /// <summary>What stays as it is in the data part: a URI's own characters without those that would end or escape it.</summary>
    private static readonly SearchValues<byte> Data =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?[]@!$&()*+,=%"u8);

    /// <summary>The fixed words of an intent URI, rounded up.</summary>
    private const int WordsLength = 100;

    /// <summary>Most bytes that <see cref="Write"/> writes: every byte from outside percent-encoded.</summary>
    public static int MaxLength(ReadOnlySpan<byte> deepLink, ReadOnlySpan<byte> package, ReadOnlySpan<byte> fallback)
        => (3 * (deepLink.Length + package.Length + fallback.Length)) + WordsLength;

    /// <summary>Writes the intent URI of <paramref name="deepLink"/>.</summary>
    /// <param name="deepLink">An absolute URI.</param>
    /// <param name="package">Android package; empty leaves the choice to the system.</param>
    /// <param name="fallback">Where a browser goes when no app answers.</param>
    /// <param name="destination">Room for <see cref="MaxLength"/>.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(ReadOnlySpan<byte> deepLink, ReadOnlySpan<byte> package, ReadOnlySpan<byte> fallback, Span<byte> destination)
    {
        int colon = deepLink.IndexOf((byte)':');
        int at = Append("intent:"u8, destination);
        at += Encode(deepLink[(colon + 1)..], Data, destination[at..]);
        at += Append("#Intent;scheme="u8, destination[at..]);
        at += Append(deepLink[..colon], destination[at..]);
        if (!package.IsEmpty)
        {
            at += Append(";package="u8, destination[at..]);
            at += Encode(package, Unreserved, destination[at..]);
        }

        at += Append(";S.browser_fallback_url="u8, destination[at..]);
        at += Encode(fallback, Unreserved, destination[at..]);
        at += Append(";end"u8, destination[at..]);
        return at;
    }

    private static int Append(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        source.CopyTo(destination);
        return source.Length;
    }

    private static int Encode(ReadOnlySpan<byte> source, SearchValues<byte> kept, Span<byte> destination)
    {
        int at = 0;
        foreach (byte b in source)
        {
            if (kept.Contains(b))
            {
                destination[at++] = b;
                continue;
            }

            destination[at] = (byte)'%';
            destination[at + 1] = "0123456789ABCDEF"u8[b >> 4];
            destination[at + 2] = "0123456789ABCDEF"u8[b & 15];
            at += 3;
        }

        return at;
    }
}
