using System.Net;

namespace OneLink.Shared.Networks;

/// <summary>Networks as an operator lists them: addresses and CIDR ranges separated by commas.</summary>
public sealed class NetworkList
{
    private readonly Network[] _networks;

    /// <param name="networks">Empty holds nobody.</param>
    /// <exception cref="FormatException">One of them is neither address nor range; the message names it.</exception>
    public NetworkList(string networks)
        => _networks = [.. networks.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Network.Parse)];

    /// <param name="address">4 or 16 bytes, network order.</param>
    public bool Contains(ReadOnlySpan<byte> address)
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
