using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Bulk;

/// <summary>Bulks and their results, as the API description shows them.</summary>
internal static class BulkSchema
{
    private static readonly ApiField Index = new("index", ApiType.Count, "Place in what was sent or found, from 0.");
    private static readonly ApiField Status = new("status", ApiType.Integer(200, 599), "What a call for this link alone would have been answered with.");
    private static readonly ApiField Error = new("error", ApiType.Of(ProblemSchema.OfItem), "Why it was refused.") { IsOptional = true };
    private static readonly ApiField Failed = new("failed", ApiType.Count, "How many were refused.");
    private static readonly ApiField NextCursor = new(
        "nextCursor", ApiType.Text().OrNull(), "Where the filter finds more than one call changes: send the same body with it as `cursor`.");

    private static readonly ApiType CreatedResults = ApiType.ListOf(ApiType.Of(ApiObject.Answered(
        "BulkResult",
        "What became of one link of a bulk.",
        Index,
        Status,
        new("link", ApiType.Of(LinkSchema.Answered), "The link.") { IsOptional = true },
        Error)));

    private static readonly ApiType ChangedResults = ApiType.ListOf(ApiType.Of(ApiObject.Answered(
        "BulkChangeResult",
        "What became of one link of a bulk change.",
        Index,
        Status,
        new("id", ApiType.Text(), "The link's id, or the name that was sent where it names no link."),
        new("link", ApiType.Of(LinkSchema.Answered), "As it is now, where it was changed.") { IsOptional = true },
        Error)));

    /// <summary>As a member of the body, or as all of it.</summary>
    public static ApiType Links { get; } = ApiType.ListOf(ApiType.Of(LinkSchema.Sent), BulkRequest.MaxLinks);

    public static ApiObject Creation { get; } = ApiObject.Sent(
        "BulkInput",
        "A bulk of links.",
        new("links", Links, "Up to 10,000.") { IsRequired = true },
        new("atomic", ApiType.Flag.Otherwise(false), "Whether one refusal stores nothing of the bulk."));

    public static ApiObject Created { get; } = ApiObject.Answered(
        "BulkCreated", "The results of a bulk, in the order sent.", new("created", ApiType.Count, "How many were made."), new("existing", ApiType.Count, "How many were there and were updated or found; only with `upsert` or `findIfExists`.") { IsOptional = true }, Failed, new("results", CreatedResults, "One a link."));

    public static ApiObject NotStored { get; } = ApiObject.Answered(
        "BulkProblem",
        "Why an atomic bulk stored nothing: a problem with the results beside it.",
        [.. ProblemSchema.Head, .. Created.Fields]);

    public static ApiObject Updated { get; } = ApiObject.Answered(
        "BulkUpdated", "The results of a bulk update.", new("updated", ApiType.Count, "How many were changed."), Failed, new("results", ChangedResults, "One a link."), NextCursor);

    public static ApiObject Deleted { get; } = ApiObject.Answered(
        "BulkDeleted", "The results of a bulk deletion.", new("deleted", ApiType.Count, "How many are gone."), Failed, new("results", ChangedResults, "One a link."), NextCursor);

    public static ApiObject Deletion { get; } = Selected("BulkDelete", "Which links to delete: `ids`, or a `filter`.");

    public static ApiObject Update { get; } = Selected(
        "BulkUpdate",
        "Which links to change, `ids` or a `filter`, and what to set.",
        new ApiField("set", ApiType.Of(LinkSchema.Patch), "What each of them gets, as in a `PATCH`.") { IsRequired = true });

    private static ApiObject Selected(string name, string description, params ApiField[] more) => ApiObject.Sent(
        name,
        description,
        [
            new("ids", ApiType.ListOf(ApiType.Text(BulkChangeRequest.MaxName, 1), BulkRequest.MaxLinks), "Slugs, `lnk_…` or `ext_…`.") { IsNeverNull = true },
            new(
                "filter",
                ApiType.Of(ApiObject.Sent("BulkFilter", "As in a list of links; at least one condition.", LinkParameters.Filters)),
                "The links that a list with these filters shows.") { IsNeverNull = true },
            new("cursor", ApiType.Text(), "`nextCursor` of the answer before, to go on with the same filter."),
            .. more,
        ]) with
    {
        OneRequired = ["ids", "filter"],
    };
}
