using OneLink.Admin.Hosting;

namespace OneLink.Admin.Access;

/// <summary>Writes down when keys were used, and once more when the process stops.</summary>
internal sealed class KeyUseWriter(KeyUses uses, TimeProvider clock, ILogger<KeyUseWriter> logger)
    : PeriodicUpkeep(TimeSpan.FromSeconds(30), clock, logger)
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(cancellationToken);
    }

    protected override Task RunOnceAsync(CancellationToken cancellationToken) => uses.WriteAsync(cancellationToken);
}
