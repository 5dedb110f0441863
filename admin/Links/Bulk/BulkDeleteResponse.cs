namespace OneLink.Admin.Links.Bulk;

/// <summary>The results of a bulk deletion; a cursor where the filter finds more than one call deletes.</summary>
internal sealed record BulkDeleteResponse(int Deleted, int Failed, IReadOnlyList<BulkChangeResult> Results, string? NextCursor)
{
    public static BulkDeleteResponse Of(IReadOnlyList<BulkChangeResult> results, string? nextCursor)
    {
        var failed = results.Count(result => result.Error is not null);
        return new BulkDeleteResponse(results.Count - failed, failed, results, nextCursor);
    }
}
