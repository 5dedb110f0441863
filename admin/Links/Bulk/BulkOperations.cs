using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Links.Bulk;

/// <summary>What the API description says of <see cref="BulkChangeEndpoints"/>.</summary>
internal static class BulkOperations
{
    private const string HowMany =
        "Up to 10,000 links a call. One that is refused leaves the others alone. A filter that finds more answers with `nextCursor`; a link that somebody changed after the filter found it is left alone and reported as 412.";

    public static ApiOperation Update { get; } = new("bulkUpdateLinks", "Change many links", HowMany)
    {
        Parameters = [LinkParameters.Domain, LinkParameters.IfMatch],
        Bodies =
        [
            new ApiBody(
                ApiBody.Json,
                ApiType.Of(BulkSchema.Update),
                new ApiExample("By name", """{"ids":["summer","ext_crm-42"],"set":{"enabled":false}}"""),
                new ApiExample("By filter", """{"filter":{"tag":"sale"},"set":{"expiresAt":"2030-01-01T00:00:00Z"}}""")),
        ],
        Answers = [ApiAnswer.Json(StatusCodes.Status200OK, "What became of each.", BulkSchema.Updated)],
        Problems = [CommonProblems.Invalid("ids", "or filter is required, and not both: which links are meant.")],
    };

    public static ApiOperation Delete { get; } = new("bulkDeleteLinks", "Delete many links", HowMany)
    {
        Parameters = [LinkParameters.Domain, LinkParameters.IfMatch],
        Bodies =
        [
            new ApiBody(
                ApiBody.Json,
                ApiType.Of(BulkSchema.Deletion),
                new ApiExample("By name", """{"ids":["summer"]}"""),
                new ApiExample("By filter", """{"filter":{"tag":"old","createdBefore":"2026-06-01T00:00:00Z"}}""")),
        ],
        Answers = [ApiAnswer.Json(StatusCodes.Status200OK, "What became of each.", BulkSchema.Deleted)],
        Problems = [CommonProblems.Invalid("filter", "must have a condition, such as {\"tag\":\"old\"}: without one it would mean every link of the account.")],
    };
}
