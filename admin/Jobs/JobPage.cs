namespace OneLink.Admin.Jobs;

internal sealed record JobPage(IReadOnlyList<JobResponse> Data, string? NextCursor);
