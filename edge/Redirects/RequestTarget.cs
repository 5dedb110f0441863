namespace OneLink.Edge.Redirects;

/// <summary>The target of a request line (RFC 9112 §3.2).</summary>
internal static class RequestTarget
{
    /// <summary>Splits origin-form (<c>/path?query</c>) and absolute-form (<c>http://host/path?query</c>) into path behind the first slash and query.</summary>
    public static void Split(ReadOnlySpan<byte> target, out ReadOnlySpan<byte> path, out ReadOnlySpan<byte> query)
    {
        if (!target.IsEmpty && target[0] != (byte)'/')
        {
            int authority = target.IndexOf("://"u8);
            ReadOnlySpan<byte> rest = authority < 0 ? default : target[(authority + 3)..];
            int slash = rest.IndexOfAny((byte)'/', (byte)'?');
            target = slash < 0 ? default : rest[slash..];
        }

        int mark = target.IndexOf((byte)'?');
        query = mark < 0 ? default : target[(mark + 1)..];
        path = mark < 0 ? target : target[..mark];
        if (!path.IsEmpty && path[0] == (byte)'/')
        {
            path = path[1..];
        }
    }
}
