namespace OneLink.Admin.Links.Bulk;

/// <summary>The results of a bulk, in the order sent.</summary>
internal sealed record BulkResponse(int Created, int Failed, IReadOnlyList<BulkResult> Results)
{
    public static BulkResponse Of(IReadOnlyList<BulkResult> results)
    {
        var created = results.Count(result => result.Link is not null);
        return new BulkResponse(created, results.Count - created, results);
    }
}
