using System.Threading.RateLimiting;

namespace OneLink.Admin.Opens;

/// <summary>Calls a minute from one address: whole offices and mobile networks share one, and no app opens twice a second.</summary>
internal sealed class OpenLimit : IDisposable
{
    public const int CallsAMinute = 600;

    private readonly PartitionedRateLimiter<ulong> _limiter = PartitionedRateLimiter.Create<ulong, ulong>(
        static network => RateLimitPartition.GetFixedWindowLimiter(
            network, static _ => new FixedWindowRateLimiterOptions { PermitLimit = CallsAMinute, Window = TimeSpan.FromMinutes(1), AutoReplenishment = true }));

    /// <param name="network">Any key of the caller's address.</param>
    public bool Admits(ulong network)
    {
        using var lease = _limiter.AttemptAcquire(network);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
