namespace OneLink.Client.Jobs;

/// <summary>What became of the rows done; together they are all of them.</summary>
public sealed record JobCounts(long Created, long Updated, long Skipped, long Failed);
