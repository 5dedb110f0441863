using OneLink.Admin.Hosting;
using OneLink.Admin.Leases;

namespace OneLink.Admin.Database.Partitions;

/// <summary>Makes the logs' next partitions before they are needed, on one of the admins.</summary>
internal sealed class PartitionUpkeep(ILogPartitions partitions, ILeases leases, TimeProvider clock, ILogger<PartitionUpkeep> logger)
    : PeriodicUpkeep(TimeSpan.FromMinutes(1), clock, logger)
{
    private readonly ILease _lease = leases.Of(LeaseName.Partitions);

    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var log in PartitionedLog.All)
        {
            // Two at once do no harm: who comes second finds it done.
            if (_lease.IsHeld)
            {
                await partitions.MakeAheadAsync(log, cancellationToken);
            }
        }
    }
}
