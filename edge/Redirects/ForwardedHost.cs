using System.Buffers;

namespace OneLink.Edge.Redirects;

/// <summary>What can be a host: it comes to stand in pages and links, where a <c>Host</c> header that the server let through may as well.</summary>
internal static class ForwardedHost
{
    /// <summary>Names, addresses and ports (RFC 3986 §3.2.2).</summary>
    private static readonly SearchValues<byte> HostBytes =
        SearchValues.Create("-._:[]0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>A host name with a port.</summary>
    private const int MaxBytes = 253 + 6;

    public static bool IsPlain(ReadOnlySpan<byte> host) => host.Length is > 0 and <= MaxBytes && !host.ContainsAnyExcept(HostBytes);
}
