using System.Text.Json.Serialization;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Bulk;

/// <summary>What became of one link of a bulk.</summary>
internal sealed record BulkResult(
    int Index,
    int Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LinkResponse? Link,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BulkError? Error)
{
    /// <param name="index">Place in the bulk.</param>
    /// <param name="link">The link as it is now.</param>
    /// <param name="created">Whether it is new, else it was there.</param>
    public static BulkResult Stored(int index, LinkResponse link, bool created)
        => new(index, created ? StatusCodes.Status201Created : StatusCodes.Status200OK, link, Error: null);

    public static BulkResult Failed(int index, Problem problem) => new(index, problem.Status, Link: null, BulkError.From(problem));
}
