using System.Net;

namespace OneLink.Admin.Outbound;

/// <summary>
/// Tells of a URL, before it is stored, whether it is one that will never be called. Names are resolved when they are
/// called, and checked then; here only what stands in the URL is looked at.
/// </summary>
internal static class OutboundUrl
{
    /// <summary>In UTF-16 units: longer than any server takes.</summary>
    public const int MaxLength = 2_048;

    public static bool MayBeCalled(string text, AddressPolicy policy)
        => Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
            && url.Host.Length > 0
            && url.UserInfo.Length == 0
            && AddressIn(url) is var address
            && (address is null || policy.Allows(address));

    /// <returns>Null where the host is a name that is to be resolved.</returns>
    private static IPAddress? AddressIn(Uri url)
        => IPAddress.TryParse(url.DnsSafeHost, out var address) ? address
            : url.IsLoopback || url.DnsSafeHost.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
            : null;
}
