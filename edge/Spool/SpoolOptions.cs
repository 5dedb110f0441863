namespace OneLink.Edge.Spool;

/// <summary>Settings of the click spool. Sizes in bytes.</summary>
internal sealed record SpoolOptions
{
    /// <summary>A segment holds at least some hundred of the largest records.</summary>
    public const int MinSegmentBytes = 1024 * 1024;

    /// <summary>Offsets in a segment are 32 bits wide.</summary>
    public const int MaxSegmentBytes = 1024 * 1024 * 1024;

    /// <summary>Folder of the segment files.</summary>
    public required string Folder { get; init; }

    /// <summary>Size of a segment; the space is allocated when the segment is made, so that a full disk shows then and not on a page write.</summary>
    public int SegmentBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Longest time between a click and its <c>fdatasync</c>: what a power cut can take. A killed process loses nothing.</summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Disk for people's clicks.</summary>
    public long PeopleBudgetBytes { get; init; } = 16L * 1024 * 1024 * 1024;

    /// <summary>Disk for bots, prefetches and orphans: a flood of them cannot push out people's clicks.</summary>
    public long OthersBudgetBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Disk for batches that ClickHouse refused (<see cref="AsideFolder"/>).</summary>
    public long AsideBudgetBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>Free disk that is never used.</summary>
    public long ReserveBytes { get; init; } = 256L * 1024 * 1024;

    public long BudgetOf(SpoolStream stream) => stream == SpoolStream.People ? PeopleBudgetBytes : OthersBudgetBytes;
}
