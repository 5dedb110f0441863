namespace OneLink.Shared.Clicks;

/// <summary>
/// By what <c>POST /open</c> finds the tap that an app was installed after: a keyed hash of domain and address under the
/// salt of the day. It is kept for two hours, apart from clicks (docs/decisions/0007-deferred-deep-links.md).
/// </summary>
public static class AddressKey
{
    private const int Ipv6Bytes = 16;

    /// <summary>A home has one network of this size, whose addresses its phones change by themselves (RFC 8981).</summary>
    private const int Ipv6NetworkBytes = 8;

    /// <summary>Stands where a visitor's hash has an address; no address is as long, so that neither hash can be the other.</summary>
    private static ReadOnlySpan<byte> Purpose => "POST /open"u8;

    /// <param name="salt">Of the UTC day of the tap.</param>
    /// <param name="domainId">Domain of the link.</param>
    /// <param name="address">4 or 16 bytes, network order.</param>
    /// <returns>Never 0, which stands for no key; 0 where there is no address.</returns>
    public static ulong Of(SipHash salt, uint domainId, ReadOnlySpan<byte> address)
    {
        if (address.IsEmpty)
        {
            return 0;
        }

        ulong hash = salt.Hash(domainId, Purpose, address.Length == Ipv6Bytes ? address[..Ipv6NetworkBytes] : address);
        return hash == 0 ? 1 : hash;
    }
}
