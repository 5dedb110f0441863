namespace OneLink.Admin.Links.Bulk;

/// <summary>The results of a bulk update; a cursor where the filter finds more than one call changes.</summary>
internal sealed record BulkUpdateResponse(int Updated, int Failed, IReadOnlyList<BulkChangeResult> Results, string? NextCursor)
{
    public static BulkUpdateResponse Of(IReadOnlyList<BulkChangeResult> results, string? nextCursor)
    {
        var failed = results.Count(result => result.Error is not null);
        return new BulkUpdateResponse(results.Count - failed, failed, results, nextCursor);
    }
}
