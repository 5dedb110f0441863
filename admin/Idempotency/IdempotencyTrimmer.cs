using OneLink.Admin.Hosting;

namespace OneLink.Admin.Idempotency;

/// <summary>Removes answers whose keys are no longer known.</summary>
internal sealed class IdempotencyTrimmer(IdempotencyStore store, TimeProvider clock, ILogger<IdempotencyTrimmer> logger)
    : PeriodicUpkeep(TimeSpan.FromMinutes(10), clock, logger)
{
    protected override Task RunOnceAsync(CancellationToken cancellationToken) => store.TrimAsync(cancellationToken);
}
