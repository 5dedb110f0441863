using System.Net;
using OneLink.Shared.Networks;

namespace OneLink.Admin.Sessions;

/// <summary>Where somebody signed in from, as far as he would recognise it and nobody else needs to know.</summary>
internal static class CallerNetwork
{
    private const int V4Kept = 3;
    private const int V6Kept = 6;

    /// <param name="address">4 or 16 bytes, or none.</param>
    /// <returns>Such as <c>203.0.113.0/24</c> or <c>2001:db8:7::/48</c>; empty where there is no address.</returns>
    public static string Of(ReadOnlySpan<byte> address)
    {
        if (address.IsEmpty)
        {
            return "";
        }

        var kept = address.Length == IpAddressParser.MaxBytes ? V6Kept : V4Kept;
        Span<byte> network = stackalloc byte[address.Length];
        address[..kept].CopyTo(network);
        network[kept..].Clear();
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{new IPAddress(network)}/{kept * 8}");
    }
}
