using OneLink.Admin.Hosting;

namespace OneLink.Admin.Safety;

/// <summary>Looks every second whether another admin on this database has changed a list of denied hosts.</summary>
internal sealed class DeniedHostsWatch(DeniedHosts denied, DeniedHostList list, TimeProvider clock, ILogger<DeniedHostsWatch> logger)
    : PeriodicUpkeep(TimeSpan.FromSeconds(1), clock, logger)
{
    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        if (await denied.RefreshIfChangedAsync(cancellationToken))
        {
            list.Tell();
        }
    }
}
