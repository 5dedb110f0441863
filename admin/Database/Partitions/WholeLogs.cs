namespace OneLink.Admin.Database.Partitions;

/// <summary>SQLite: a log is one table.</summary>
internal sealed class WholeLogs : ILogPartitions
{
    public TimeSpan Grace => TimeSpan.Zero;

    public Task MakeAheadAsync(PartitionedLog log, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<int> DropThroughAsync(PartitionedLog log, long through, CancellationToken cancellationToken) => Task.FromResult(0);
}
