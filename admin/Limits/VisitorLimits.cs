using OneLink.Admin.Hosting;

namespace OneLink.Admin.Limits;

/// <summary>
/// Limits requests of people who show no key: of each address and of each contact. Counted in this process: with several,
/// each lets so many by.
/// </summary>
internal sealed class VisitorLimits(AdminSettings settings, TimeProvider clock)
{
    /// <summary>
    /// Addresses and contacts that are remembered, 200 bytes each. Where more than these have asked within a minute,
    /// somebody is making them up; all are forgotten then, so that memory stays bounded.
    /// </summary>
    private const int MaxCallers = 100_000;

    private readonly Lock _gate = new();
    private readonly TokenBuckets _buckets = new(clock, MaxCallers);

    /// <param name="address">4 or 16 bytes; of an IPv6 address the network counts, as everybody has 2^64 of them.</param>
    public RateDecision TakeAddress(ReadOnlySpan<byte> address)
    {
        const int NetworkBytes = 8;
        var network = address.Length > NetworkBytes ? address[..NetworkBytes] : address;
        return Take(Convert.ToHexString(network), settings.VisitorAddressLimit);
    }

    /// <param name="contactInboxId">Of the contact as the inbox knows it.</param>
    public RateDecision TakeContact(long contactInboxId)
        => Take(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"c{contactInboxId}"), settings.VisitorContactLimit);

    private RateDecision Take(string caller, int limit)
    {
        lock (_gate)
        {
            var bucket = _buckets.Of(caller);
            if (_buckets.Count > MaxCallers)
            {
                _buckets.Clear();
            }

            bucket.Fill(limit);
            var isAdmitted = bucket.Remaining >= 1;
            if (isAdmitted)
            {
                bucket.Take();
            }

            return new RateDecision(isAdmitted, bucket.Limit, bucket.Remaining, bucket.ResetAfter, bucket.RetryAfter);
        }
    }
}
