using OneLink.Shared.Networks;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Redirects;

/// <summary>
/// What a proxy in front says of the visitor: raw header values, empty where absent, believed only from
/// <see cref="TrustedProxies"/>. Both lanes collect them and ask here.
/// </summary>
internal ref struct ForwardedHeaders
{
    /// <summary><c>X-Forwarded-For</c>.</summary>
    public ReadOnlySpan<byte> For;

    /// <summary><c>X-Forwarded-Proto</c>.</summary>
    public ReadOnlySpan<byte> Proto;

    /// <summary><c>X-Forwarded-Host</c>.</summary>
    public ReadOnlySpan<byte> Host;

    /// <summary>The header that the installation names for it, such as <c>CF-IPCountry</c>.</summary>
    public ReadOnlySpan<byte> Country;

    /// <summary>Sets what of the request a trusted proxy knows better than the connection.</summary>
    /// <param name="proxies">Who is trusted.</param>
    /// <param name="isTls">Whether the connection itself is.</param>
    /// <param name="address">The connection's address in its first bytes; 16 bytes of room, which the request points into from here on.</param>
    /// <param name="length">Length of the connection's address, 4 or 16.</param>
    /// <param name="request">Host, scheme, address and country are set.</param>
    public readonly void Apply(TrustedProxies proxies, bool isTls, Span<byte> address, int length, scoped ref RedirectRequest request)
    {
        request.IsPlainHttp = !isTls;
        if ((!For.IsEmpty || !Proto.IsEmpty || !Host.IsEmpty || !Country.IsEmpty) && proxies.Contains(address[..length]))
        {
            request.IsPlainHttp = !isTls && !System.Text.Ascii.EqualsIgnoreCase(First(Proto), "https"u8);
            request.Country = CountryOf(Country);
            length = proxies.Resolve(address, length, For);
            if (ForwardedHost.IsPlain(First(Host)))
            {
                request.Host = First(Host);
            }
        }

        request.RemoteAddress = address[..length];
    }

    /// <summary>What the outermost proxy saw: those behind it append.</summary>
    private static ReadOnlySpan<byte> First(ReadOnlySpan<byte> list)
    {
        int comma = list.IndexOf((byte)',');
        return (comma < 0 ? list : list[..comma]).Trim(" \t"u8);
    }

    /// <summary>Cloudflare and others write XX where they do not know (ISO 3166-1 leaves it to its users).</summary>
    private static ushort CountryOf(ReadOnlySpan<byte> code)
    {
        ushort country = VisitorPlace.CountryNumber(code.Trim(" \t"u8));
        return country == VisitorPlace.CountryNumber("XX"u8) ? (ushort)0 : country;
    }
}
