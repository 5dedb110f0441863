using System.Net;
using OneLink.Shared.Networks;

namespace OneLink.Admin.Outbound;

/// <summary>
/// Which addresses this process may call because somebody gave it a URL: those of the public internet. Everything else is
/// this machine, its neighbours or its cloud, which trust it more than they trust whoever gave the URL.
/// </summary>
/// <param name="exceptions">Networks that may be called although they are not public (<c>ONELINK_WEBHOOK_ALLOW</c>).</param>
internal sealed class AddressPolicy(NetworkList exceptions)
{
    /// <summary>Not globally reachable by IANA's registry of special-purpose addresses (RFC 6890), multicast, and one of a cloud.</summary>
    private static readonly NetworkList RefusedIPv4 = new(
        """
        0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, 192.0.2.0/24,
        192.88.99.0/24, 192.168.0.0/16, 198.18.0.0/15, 198.51.100.0/24, 203.0.113.0/24, 224.0.0.0/4, 240.0.0.0/4,
        168.63.129.16
        """);

    /// <summary>All that is given out as global unicast (RFC 4291 §2.4); loopback, link-local, unique local and multicast are outside.</summary>
    private static readonly NetworkList GlobalIPv6 = new("2000::/3");

    /// <summary>Within it: protocol assignments with Teredo and ORCHID, documentation, and 6to4, which wraps any IPv4 address.</summary>
    private static readonly NetworkList RefusedIPv6 = new("2001::/23, 2001:db8::/32, 2002::/16, 3fff::/20");

    /// <summary>NAT64 (RFC 6052): the last four bytes are the IPv4 address that is called.</summary>
    private static readonly NetworkList Nat64 = new("64:ff9b::/96");

    public bool Allows(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        var length = bytes.Length == IpAddressParser.MaxBytes ? IpAddressParser.Unmap(bytes) : bytes.Length;
        var unmapped = bytes.AsSpan(0, length);
        return exceptions.Contains(unmapped) || IsPublic(unmapped);
    }

    private static bool IsPublic(ReadOnlySpan<byte> address)
    {
        if (address.Length == IpAddressParser.MaxBytes)
        {
            return Nat64.Contains(address)
                ? IsPublic(address[12..])
                : GlobalIPv6.Contains(address) && !RefusedIPv6.Contains(address);
        }

        return !RefusedIPv4.Contains(address);
    }
}
