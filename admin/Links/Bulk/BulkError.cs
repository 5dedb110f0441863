using System.Text.Json.Serialization;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Bulk;

/// <summary>A problem of one item: as a problem of its own, without a request id.</summary>
internal sealed record BulkError(
    string Type,
    string Title,
    int Status,
    string? Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, List<string>>? Errors)
{
    public static BulkError From(Problem problem)
    {
        var body = problem.ToBody(requestId: null);
        return new BulkError(body.Type, body.Title, body.Status, body.Detail, body.Errors);
    }
}
