namespace OneLink.Shared.Networks;

/// <summary>
/// The networks whose word about a visitor is believed (<c>ONELINK_TRUSTED_PROXIES</c>): <c>X-Forwarded-For</c> and its
/// relatives, the PROXY protocol. From anybody else it is ignored: a visitor could write there what he likes.
/// </summary>
public sealed class TrustedProxies
{
    private readonly NetworkList _networks;
    private readonly byte[] _countryHeader = [];

    /// <param name="networks">Addresses and CIDR ranges separated by commas; empty trusts nobody.</param>
    /// <exception cref="FormatException">One of them is neither; the message names it.</exception>
    public TrustedProxies(string networks)
        => _networks = new NetworkList(networks);

    /// <summary>Name of the header in which they give the visitor's country, such as <c>CF-IPCountry</c>; empty for none.</summary>
    public string CountryHeaderName
    {
        get => System.Text.Encoding.ASCII.GetString(_countryHeader);
        init => _countryHeader = System.Text.Encoding.ASCII.GetBytes(value.ToLowerInvariant());
    }

    /// <summary><see cref="CountryHeaderName"/> as bytes, lower case.</summary>
    public ReadOnlySpan<byte> CountryHeader => _countryHeader;

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

    /// <summary>Whether a connection from this address is a trusted proxy's.</summary>
    /// <param name="address">4 or 16 bytes.</param>
    public bool Contains(ReadOnlySpan<byte> address) => _networks.Contains(address);
}
