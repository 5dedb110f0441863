namespace OneLink.Edge.Devices;

/// <summary>
/// The request headers beside <c>User-Agent</c> that tell about a device, as raw bytes; a header that was not sent is empty.
/// </summary>
/// <remarks>Chromium sends the first three with every request over HTTPS; form factors only after <c>Accept-CH</c>.</remarks>
public ref struct ClientHints
{
    /// <summary><c>Sec-CH-UA</c>: brands with versions, one of them nonsense on purpose.</summary>
    public ReadOnlySpan<byte> SecChUa;

    /// <summary><c>Sec-CH-UA-Mobile</c>: <c>?0</c> or <c>?1</c>.</summary>
    public ReadOnlySpan<byte> SecChUaMobile;

    /// <summary><c>Sec-CH-UA-Platform</c>: a quoted name; some proxies strip the quotes.</summary>
    public ReadOnlySpan<byte> SecChUaPlatform;

    /// <summary><c>Sec-CH-UA-Form-Factors</c>: quoted names, comma separated.</summary>
    public ReadOnlySpan<byte> SecChUaFormFactors;

    /// <summary><c>X-Requested-With</c>: from Android web views the package name of the app.</summary>
    public ReadOnlySpan<byte> XRequestedWith;
}
