using OneLink.Admin.Hosting;

namespace OneLink.Admin.Limits;

/// <summary>
/// Limits requests of people who show no key: of each address and of each contact. Counted in this process: with several,
/// each lets so many by.
/// </summary>
internal sealed class VisitorLimits(AdminSettings settings, TimeProvider clock)
{
    private readonly CountedCallers _callers = new(clock);

    /// <param name="address">4 or 16 bytes; of an IPv6 address the network counts, as everybody has 2^64 of them.</param>
    public RateDecision TakeAddress(ReadOnlySpan<byte> address)
    {
        const int NetworkBytes = 8;
        var network = address.Length > NetworkBytes ? address[..NetworkBytes] : address;
        return _callers.Take(Convert.ToHexString(network), settings.VisitorAddressLimit);
    }

    /// <param name="contactInboxId">Of the contact as the inbox knows it.</param>
    public RateDecision TakeContact(long contactInboxId)
        => _callers.Take(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"c{contactInboxId}"), settings.VisitorContactLimit);
}
