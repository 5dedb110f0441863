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
    public static BulkResult Stored(int index, LinkResponse link) => new(index, StatusCodes.Status201Created, link, Error: null);

    public static BulkResult Failed(int index, Problem problem) => new(index, problem.Status, Link: null, BulkError.From(problem));
}
