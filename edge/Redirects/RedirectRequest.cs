using OneLink.Shared.Devices;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Redirects;

/// <summary>What the decision needs of a request, as raw bytes, whichever lane it came through. Absent headers are empty.</summary>
internal ref struct RedirectRequest
{
    public RequestMethod Method;

    /// <summary>Raw target path behind the first slash, still percent-encoded, without query.</summary>
    public ReadOnlySpan<byte> Path;

    /// <summary>Raw query without the question mark.</summary>
    public ReadOnlySpan<byte> Query;
    public ReadOnlySpan<byte> Host;
    public ReadOnlySpan<byte> UserAgent;
    public ReadOnlySpan<byte> AcceptLanguage;
    public ReadOnlySpan<byte> Referer;
    public ReadOnlySpan<byte> SecPurpose;
    public ReadOnlySpan<byte> Purpose;
    public ReadOnlySpan<byte> XMoz;
    public ReadOnlySpan<byte> XPurpose;

    /// <summary>Header <c>DNT</c>.</summary>
    public ReadOnlySpan<byte> DoNotTrack;

    /// <summary>Header <c>Sec-GPC</c>.</summary>
    public ReadOnlySpan<byte> GlobalPrivacyControl;
    public ClientHints Hints;

    /// <summary>Client address: 4 or 16 bytes, network order.</summary>
    public ReadOnlySpan<byte> RemoteAddress;

    /// <summary>Whether the visitor came over plain http: the connection's word, or a trusted proxy's <c>X-Forwarded-Proto</c>.</summary>
    public bool IsPlainHttp;

    /// <summary>The country as a trusted proxy says (<see cref="VisitorPlace.CountryNumber"/>); 0 where the address tells.</summary>
    public ushort Country;

    /// <summary>
    /// How far the visitor has come with a link's password. A request with <c>X-Link-Password</c>, or a POST with a form,
    /// comes as <see cref="PasswordProof.Unchecked"/>, and once more after the comparison that the answer asks for.
    /// </summary>
    public PasswordProof Password;

    /// <summary>Whether nobody waits any more for clicks of a link that has a limit.</summary>
    public bool IsLastTry;

    /// <summary>When the request arrived, Unix milliseconds.</summary>
    public long UnixTimeMs;
}
