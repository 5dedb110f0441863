using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Audit;

/// <summary>What the API description says of <see cref="AuditEndpoints"/>.</summary>
internal static class AuditOperation
{
    public static ApiOperation List { get; } = new(
        "listAudit",
        "List changes",
        "Every change of the account's links, domains, keys and settings, newest first. A bulk creation is one entry for each of its transactions; all other changes are an entry each.")
    {
        Parameters =
        [
            PageParameters.Limit(AuditQuery.DefaultLimit, AuditQuery.MaxLimit),
            PageParameters.Cursor,
            ApiParameter.Query("action", ApiType.Text().Like(AuditAction.LinkUpdated), "Only changes of this kind."),
            ApiParameter.Query("object", ApiType.Text().Like("lnk_0CGLQ7E3MH5BJ"), "Only changes of this object: the id of a link, key, feed or erasure, or the number of a domain."),
            ApiParameter.Query("actor", ApiType.Text(), "Only changes by this key or user."),
            ApiParameter.Query("createdAfter", ApiType.Time, "Later than this time."),
            ApiParameter.Query("createdBefore", ApiType.Time, "Earlier than this time."),
        ],
        Answers = [ApiAnswer.Json(StatusCodes.Status200OK, "A page.", AuditSchema.Page)],
        Problems = [CommonProblems.Invalid("limit", "must be a whole number from 1 to 1000.")],
    };
}
