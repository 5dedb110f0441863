namespace OneLink.Edge.Store;

/// <summary>Settings of the link store. Sizes in bytes.</summary>
internal sealed record LinkStoreOptions
{
    /// <summary>Folder of the log and its checkpoints.</summary>
    public required string Folder { get; init; }

    /// <summary>Memory for the tail of the log and the hash index (<c>ONELINK_EDGE_MEMORY</c>). Links beyond it are read from disk. Pages are taken as they fill.</summary>
    public long MemoryBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>One page of the log; the largest link must fit into it.</summary>
    public long PageBytes { get; init; } = 4L * 1024 * 1024;

    /// <summary>One file of the log; what was compacted leaves the disk by whole files.</summary>
    public long SegmentBytes { get; init; } = 1L << 30;

    /// <summary>What the log may hold of superseded links, beyond as much as there are links, before it is compacted.</summary>
    public long CompactionSlackBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Longest time between a change and a checkpoint that holds it, and so what a killed edge asks the feed for again.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A thirty-second for the index, 64 bytes for 7 entries: when links of 125 bytes, URL and slug among them, fill the memory
    /// of the log, its buckets are about full. Beyond that, entries chain.
    /// </summary>
    public long IndexBytes => RoundDownToPowerOfTwo(MemoryBytes / 32);

    public long LogBytes => RoundDownToPowerOfTwo(MemoryBytes - IndexBytes);

    private static long RoundDownToPowerOfTwo(long value) => 1L << System.Numerics.BitOperations.Log2((ulong)Math.Max(value, 1 << 20));
}
