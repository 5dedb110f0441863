using System.Text.Json.Serialization;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Bulk;

/// <summary>What became of one link of a bulk change.</summary>
/// <param name="Index">Place among the ids, or among what the filter found.</param>
/// <param name="Status">That which the call for this link alone would have had.</param>
/// <param name="Id">The link's id, or the name that was sent where it names no link.</param>
/// <param name="Link">As it is now, where it was changed.</param>
/// <param name="Error">Why it was left as it is.</param>
internal sealed record BulkChangeResult(
    int Index,
    int Status,
    string Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LinkResponse? Link,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BulkError? Error)
{
    public static BulkChangeResult Updated(int index, LinkResponse link) => new(index, StatusCodes.Status200OK, link.Id, link, Error: null);

    public static BulkChangeResult Deleted(int index, LinkId id) => new(index, StatusCodes.Status204NoContent, id.ToString(), Link: null, Error: null);

    public static BulkChangeResult Failed(int index, string id, Problem problem) => new(index, problem.Status, id, Link: null, BulkError.From(problem));
}
