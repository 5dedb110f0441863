using OneLink.Admin.Hosting;

namespace OneLink.Admin.Webhooks;

/// <summary>Deletes what became of deliveries after a while, in pieces that do not hold up writers.</summary>
internal sealed class DeliveryTrimmer(DeliveryQueue queue, TimeProvider clock, ILogger<DeliveryTrimmer> logger) : PeriodicUpkeep(Interval, clock, logger)
{
    private const int Piece = 1_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private readonly TimeProvider _clock = clock;

    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        while (await queue.TrimAsync(_clock.GetUtcNow() - Kept, Piece, cancellationToken) == Piece)
        {
            // The next piece.
        }
    }
}
