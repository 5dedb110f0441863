namespace OneLink.Admin.Jobs;

/// <summary>What became of the rows done; together they are all of them.</summary>
internal sealed record JobCounts(long Created, long Updated, long Skipped, long Failed);
