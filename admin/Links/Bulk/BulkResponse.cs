using System.Text.Json.Serialization;

namespace OneLink.Admin.Links.Bulk;

/// <summary>The results of a bulk, in the order sent.</summary>
/// <param name="Created">Links that are new.</param>
/// <param name="Existing">Links that were there and were updated or found; left out where none were looked for.</param>
/// <param name="Failed">Links that were refused.</param>
/// <param name="Results">One a link.</param>
internal sealed record BulkResponse(
    int Created,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Existing,
    int Failed,
    IReadOnlyList<BulkResult> Results)
{
    public static BulkResponse Of(IReadOnlyList<BulkResult> results, bool findsExisting)
    {
        var created = results.Count(result => result.Status == StatusCodes.Status201Created);
        var existing = results.Count(result => result.Status == StatusCodes.Status200OK);
        return new BulkResponse(created, findsExisting ? existing : null, results.Count - created - existing, results);
    }
}
