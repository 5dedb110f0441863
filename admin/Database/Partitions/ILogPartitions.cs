namespace OneLink.Admin.Database.Partitions;

/// <summary>How a log is kept: in partitions that go as a whole, or in one table.</summary>
internal interface ILogPartitions
{
    /// <summary>
    /// How much longer than it must a row may stay, for its partition to go as a whole. Where that has not come about by then,
    /// rows are deleted one by one.
    /// </summary>
    TimeSpan Grace { get; }

    /// <summary>Makes sure that there is a partition for what comes next.</summary>
    Task MakeAheadAsync(PartitionedLog log, CancellationToken cancellationToken);

    /// <summary>Drops the partitions that hold nothing beyond a sequence.</summary>
    /// <returns>How many.</returns>
    Task<int> DropThroughAsync(PartitionedLog log, long through, CancellationToken cancellationToken);
}
