using System.Globalization;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Limits;

/// <summary>Limits requests of people who show no key: of each address and of each contact.</summary>
internal sealed class VisitorLimits(AdminSettings settings, SharedBuckets shared, TimeProvider clock)
{
    private readonly CountedCallers _callers = new(shared, "visitor", clock);

    /// <param name="address">4 or 16 bytes; of an IPv6 address the network counts, as everybody has 2^64 of them.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    public ValueTask<RateDecision> TakeAddressAsync(ReadOnlySpan<byte> address, CancellationToken cancellationToken)
    {
        const int NetworkBytes = 8;
        var network = address.Length > NetworkBytes ? address[..NetworkBytes] : address;
        return _callers.TakeAsync(Convert.ToHexString(network), settings.VisitorAddressLimit, cancellationToken);
    }

    /// <param name="contactInboxId">Of the contact as the inbox knows it.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    public ValueTask<RateDecision> TakeContactAsync(long contactInboxId, CancellationToken cancellationToken)
        => _callers.TakeAsync(string.Create(CultureInfo.InvariantCulture, $"c{contactInboxId}"), settings.VisitorContactLimit, cancellationToken);
}
