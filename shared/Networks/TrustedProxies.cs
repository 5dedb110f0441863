namespace OneLink.Shared.Networks;

/// <summary>
/// The networks whose <c>X-Forwarded-For</c> is believed (<c>ONELINK_TRUSTED_PROXIES</c>). From anybody else the header
/// is ignored: a visitor could write into it what he likes.
/// </summary>
public sealed class TrustedProxies
{
    private readonly NetworkList _networks;

    /// <param name="networks">Addresses and CIDR ranges separated by commas; empty trusts nobody.</param>
    /// <exception cref="FormatException">One of them is neither; the message names it.</exception>
    public TrustedProxies(string networks)
        => _networks = new NetworkList(networks);

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
        while (!forwardedFor.IsEmpty && _networks.Contains(address[..length]))
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
        => !forwardedProto.IsEmpty && System.Text.Ascii.EqualsIgnoreCase(forwardedProto, "https"u8) && _networks.Contains(address);
}
