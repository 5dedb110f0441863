using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace OneLink.Edge.Proxies;

/// <summary>
/// The first bytes of a connection that a proxy passes on as it is
/// (https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt): who is behind it, in text (version 1) or binary (2).
/// </summary>
internal static class ProxyProtocolHeader
{
    /// <summary>A line of version 1 with its CRLF (§2.1).</summary>
    private const int MaxTextBytes = 107;

    /// <summary>Signature, version and command, family, length (§2.2).</summary>
    private const int BinaryFixedBytes = 16;

    private const byte Version2 = 0x20;
    private const byte Local = 0x0;
    private const byte Proxied = 0x1;
    private const byte TcpOverIpv4 = 0x11;
    private const byte TcpOverIpv6 = 0x21;

    /// <summary>Both addresses, both ports.</summary>
    private const int Ipv4Bytes = 12;
    private const int Ipv6Bytes = 36;

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    private static ReadOnlySpan<byte> Text => "PROXY "u8;

    /// <summary>Reads the header.</summary>
    /// <param name="input">What has arrived of the connection.</param>
    /// <param name="source">The client; null where the proxy speaks for itself or does not know.</param>
    /// <param name="length">Bytes of the header.</param>
    public static ProxyProtocolStatus Read(ReadOnlySpan<byte> input, out IPEndPoint? source, out int length)
    {
        source = null;
        length = 0;
        if (StartsLike(input, Signature))
        {
            return input.Length < BinaryFixedBytes ? ProxyProtocolStatus.Incomplete : ReadBinary(input, out source, out length);
        }

        return StartsLike(input, Text) ? ReadText(input, out source, out length) : ProxyProtocolStatus.Invalid;
    }

    private static bool StartsLike(ReadOnlySpan<byte> input, ReadOnlySpan<byte> prefix)
        => input.StartsWith(prefix) || prefix.StartsWith(input);

    private static ProxyProtocolStatus ReadBinary(ReadOnlySpan<byte> input, out IPEndPoint? source, out int length)
    {
        source = null;
        length = BinaryFixedBytes + BinaryPrimitives.ReadUInt16BigEndian(input[14..]);
        int command = input[12] & 0x0F;
        if ((input[12] & 0xF0) != Version2 || command is not (Local or Proxied))
        {
            return ProxyProtocolStatus.Invalid;
        }

        if (input.Length < length)
        {
            return ProxyProtocolStatus.Incomplete;
        }

        ReadOnlySpan<byte> addresses = input[BinaryFixedBytes..length];
        switch (input[13])
        {
            case TcpOverIpv4 when command == Proxied && addresses.Length >= Ipv4Bytes:
                source = new IPEndPoint(new IPAddress(addresses[..4]), BinaryPrimitives.ReadUInt16BigEndian(addresses[8..]));
                return ProxyProtocolStatus.Complete;
            case TcpOverIpv6 when command == Proxied && addresses.Length >= Ipv6Bytes:
                source = new IPEndPoint(new IPAddress(addresses[..16]), BinaryPrimitives.ReadUInt16BigEndian(addresses[32..]));
                return ProxyProtocolStatus.Complete;
            case TcpOverIpv4 or TcpOverIpv6 when command == Proxied:
                return ProxyProtocolStatus.Invalid;
            default:
                // The proxy's own health check, or a family that we have no use for: the connection's address stands.
                return ProxyProtocolStatus.Complete;
        }
    }

    private static ProxyProtocolStatus ReadText(ReadOnlySpan<byte> input, out IPEndPoint? source, out int length)
    {
        source = null;
        length = 0;
        int end = input.IndexOf("\r\n"u8);
        if (end < 0)
        {
            return input.Length < MaxTextBytes ? ProxyProtocolStatus.Incomplete : ProxyProtocolStatus.Invalid;
        }

        length = end + 2;
        string[] words = Encoding.ASCII.GetString(input[..end]).Split(' ');
        if (length > MaxTextBytes || words.Length < 2)
        {
            return ProxyProtocolStatus.Invalid;
        }

        if (words[1] == "UNKNOWN")
        {
            return ProxyProtocolStatus.Complete;
        }

        if (words is not ["PROXY", "TCP4" or "TCP6", var from, var to, var fromPort, var toPort]
            || !IPAddress.TryParse(from, out IPAddress? address) || !IPAddress.TryParse(to, out _)
            || !ushort.TryParse(fromPort, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            || !ushort.TryParse(toPort, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            || address.AddressFamily != (words[1] == "TCP4" ? System.Net.Sockets.AddressFamily.InterNetwork : System.Net.Sockets.AddressFamily.InterNetworkV6))
        {
            return ProxyProtocolStatus.Invalid;
        }

        source = new IPEndPoint(address, port);
        return ProxyProtocolStatus.Complete;
    }
}
