using OneLink.Edge.Redirects;
using OneLink.Shared.Networks;

namespace OneLink.Edge.Clicks;

/// <summary>What is recorded of whom (docs/operations/privacy.md). The defaults: everybody's click, nobody's address.</summary>
internal sealed class ClickPrivacy
{
    private const int Ipv4Bytes = 4;
    private const int KeptIpv4Bytes = 3;
    private const int KeptIpv6Bytes = 6;

    /// <summary>Effect of <c>DNT</c> and <c>Sec-GPC</c>.</summary>
    public PrivacySignals Signals { get; init; } = PrivacySignals.Ignore;

    /// <summary>Whose visits are never clicks: the own office, a customer who asked for it.</summary>
    public NetworkList OptOut { get; init; } = new("");

    public KeptAddresses Addresses { get; init; } = KeptAddresses.None;

    /// <summary>Whether the visit leaves no click at all.</summary>
    public bool Excludes(scoped in RedirectRequest request)
        => (Signals == PrivacySignals.Drop && Objects(request)) || OptOut.Contains(request.RemoteAddress);

    /// <summary>Whether the click carries nothing of its visitor.</summary>
    public bool IsAnonymous(scoped in RedirectRequest request) => Signals == PrivacySignals.Anonymous && Objects(request);

    /// <summary>Writes what is kept of an address.</summary>
    /// <param name="address">4 or 16 bytes.</param>
    /// <param name="kept">Room for 16 bytes.</param>
    /// <returns>Bytes written: the address' length, or 0.</returns>
    public int Keep(ReadOnlySpan<byte> address, Span<byte> kept)
    {
        if (Addresses == KeptAddresses.None || address.IsEmpty)
        {
            return 0;
        }

        address.CopyTo(kept);
        if (Addresses == KeptAddresses.Truncated)
        {
            kept[(address.Length == Ipv4Bytes ? KeptIpv4Bytes : KeptIpv6Bytes)..address.Length].Clear();
        }

        return address.Length;
    }

    /// <summary>https://www.w3.org/TR/tracking-dnt/#dnt-header-field, https://w3c.github.io/gpc/#the-sec-gpc-header-field-for-http-requests.</summary>
    private static bool Objects(scoped in RedirectRequest request) => IsOne(request.DoNotTrack) || IsOne(request.GlobalPrivacyControl);

    private static bool IsOne(ReadOnlySpan<byte> header) => header.Length > 0 && header[0] == (byte)'1';
}
