namespace OneLink.Admin.Database.Partitions;

/// <summary>A log whose rows have a growing sequence, which PostgreSQL keeps in a partition for each range of them (migration 0095).</summary>
/// <param name="Table">Has the columns <c>sequence</c> and <c>created_at</c>.</param>
/// <param name="State">Its one row has <c>last_sequence</c>.</param>
internal sealed record PartitionedLog(string Table, string State)
{
    public static PartitionedLog Changes { get; } = new("change_log", "feed_state");

    public static PartitionedLog Events { get; } = new("domain_events", "event_state");

    public static IReadOnlyList<PartitionedLog> All { get; } = [Changes, Events];

    /// <summary>The partition that takes what no other does.</summary>
    public string Rest => Table + "_rest";
}
