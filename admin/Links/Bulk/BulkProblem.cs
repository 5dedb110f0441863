using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Bulk;

/// <summary>Why an atomic bulk stored nothing: a problem with the results beside it.</summary>
internal sealed record BulkProblem(
    string Type, string Title, int Status, string? Detail, string RequestId, int Created, int Failed, IReadOnlyList<BulkResult> Results)
{
    public static BulkProblem Of(IReadOnlyList<BulkResult> results, string requestId)
    {
        var body = KnownProblems.NotStored("At least one link was refused, and atomic is true.").ToBody(requestId);
        return new BulkProblem(body.Type, body.Title, body.Status, body.Detail, requestId, Created: 0, results.Count, results);
    }
}
