using System.Net;

namespace OneLink.Edge.Clients;

/// <summary>
/// The networks whose <c>X-Forwarded-For</c> is believed (<c>ONELINK_TRUSTED_PROXIES</c>). From anybody else the header
/// is ignored: a visitor could write into it what he likes.
/// </summary>
internal sealed class TrustedProxies
{
    private readonly Network[] _networks;

    /// <param name="networks">Addresses and CIDR ranges separated by commas; empty trusts nobody.</param>
    /// <exception cref="FormatException">One of them is neither; the message names it.</exception>
    public TrustedProxies(string networks)
        => _networks = [.. networks.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Network.Parse)];

    /// <summary>
    /// The client's address: the connection's, or, where that is a trusted proxy, the last entry of
    /// <paramref name="forwardedFor"/> that is not one itself.
    /// </summary>
    /// <param name="address">The connection's address in its first bytes, replaced by the client's; 16 bytes of room.</param>
    /// <param name="length">Length of the connection's address, 4 or 16.</param>
    /// <param name="forwardedFor">Raw header, proxies appending on the right.</param>
    /// <returns>Length of the client's address.</returns>
    public int Resolve(Span<byte> address, int length, ReadOnlySpan<byte> forwardedFor)
    {
        Span<byte> candidate = stackalloc byte[IpAddressParser.MaxBytes];
        while (!forwardedFor.IsEmpty && Contains(address[..length]))
        {
            int comma = forwardedFor.LastIndexOf((byte)',');
            ReadOnlySpan<byte> entry = comma < 0 ? forwardedFor : forwardedFor[(comma + 1)..];
            forwardedFor = comma < 0 ? default : forwardedFor[..comma];
            if (!IpAddressParser.TryParse(entry, candidate, out int found))
            {
                break;
            }

            candidate[..found].CopyTo(address);
            length = found;
        }

        return length;
    }

    /// <summary>Whether a trusted proxy says that it was asked over TLS.</summary>
    /// <param name="address">The connection's address, 4 or 16 bytes.</param>
    /// <param name="forwardedProto">Raw <c>X-Forwarded-Proto</c>.</param>
    public bool SaysTls(ReadOnlySpan<byte> address, ReadOnlySpan<byte> forwardedProto)
        => !forwardedProto.IsEmpty && System.Text.Ascii.EqualsIgnoreCase(forwardedProto, "https"u8) && Contains(address);

    private bool Contains(ReadOnlySpan<byte> address)
    {
        foreach (Network network in _networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private sealed record Network(byte[] Prefix, int Bits)
    {
        public static Network Parse(string text)
        {
            int slash = text.IndexOf('/', StringComparison.Ordinal);
            if (IPAddress.TryParse(slash < 0 ? text : text[..slash], out IPAddress? address))
            {
                byte[] bytes = address.GetAddressBytes();
                int bits = 8 * bytes.Length;
                if (slash < 0 || (int.TryParse(text.AsSpan(slash + 1), out bits) && bits >= 0 && bits <= 8 * bytes.Length))
                {
                    return new Network(bytes, bits);
                }
            }

            throw new FormatException($"'{text}' is neither an address nor a CIDR range such as 10.0.0.0/8");
        }

        public bool Contains(ReadOnlySpan<byte> address)
        {
            if (address.Length != Prefix.Length)
            {
                return false;
            }

            int whole = Bits / 8;
            int rest = Bits % 8;
            return address[..whole].SequenceEqual(Prefix.AsSpan(0, whole))
                && (rest == 0 || ((address[whole] ^ Prefix[whole]) & (0xFF << (8 - rest)) & 0xFF) == 0);
        }
    }
}
