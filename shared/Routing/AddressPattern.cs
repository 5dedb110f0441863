using System.Globalization;
using System.Net;

namespace OneLink.Shared.Routing;

/// <summary>Addresses that a condition names: one (<c>203.0.113.7</c>), a CIDR range (<c>10.0.0.0/8</c>, <c>2001:db8::/32</c>) or IPv4 with free octets (<c>11.22.*.*</c>).</summary>
public sealed class AddressPattern
{
    private const int V4Octets = 4;

    private AddressPattern(byte[] value, byte[] mask)
    {
        Mask = mask;
        Value = value;
        for (int i = 0; i < value.Length; i++)
        {
            value[i] &= mask[i];
        }
    }

    /// <summary>4 or 16 bytes, network order; 0 wherever the mask is.</summary>
    public byte[] Value { get; }

    /// <summary>The bits that count.</summary>
    public byte[] Mask { get; }

    /// <summary>Whether an address in network order is meant.</summary>
    public static bool Matches(ReadOnlySpan<byte> address, ReadOnlySpan<byte> value, ReadOnlySpan<byte> mask)
    {
        if (address.Length != value.Length)
        {
            return false;
        }

        for (int i = 0; i < address.Length; i++)
        {
            if ((address[i] & mask[i]) != value[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads a pattern; null where the text is none.</summary>
    public static AddressPattern? Parse(string text) => text.Contains('*', StringComparison.Ordinal) ? ParseOctets(text) : ParseRange(text);

    private static AddressPattern? ParseOctets(string text)
    {
        string[] octets = text.Split('.');
        if (octets.Length != V4Octets)
        {
            return null;
        }

        byte[] value = new byte[V4Octets];
        byte[] mask = new byte[V4Octets];
        for (int i = 0; i < V4Octets; i++)
        {
            if (octets[i] == "*")
            {
                continue;
            }

            mask[i] = byte.MaxValue;
            if (!byte.TryParse(octets[i], NumberStyles.None, CultureInfo.InvariantCulture, out value[i]))
            {
                return null;
            }
        }

        return new AddressPattern(value, mask);
    }

    private static AddressPattern? ParseRange(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string host = slash < 0 ? text : text[..slash];

        // IPAddress also reads "1", "0x7f.1" and zones: not what anybody means here.
        bool isWritten = host.Contains(':', StringComparison.Ordinal) ? !host.Contains('%', StringComparison.Ordinal) : host.Split('.').Length == V4Octets;
        if (!isWritten || !IPAddress.TryParse(host, out IPAddress? address))
        {
            return null;
        }

        byte[] value = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        int bits = 8 * value.Length;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out bits) || bits > 8 * value.Length))
        {
            return null;
        }

        byte[] mask = new byte[value.Length];
        for (int i = 0; i < bits; i++)
        {
            mask[i / 8] |= (byte)(0x80 >> (i % 8));
        }

        return new AddressPattern(value, mask);
    }
}
