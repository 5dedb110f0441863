using OneLink.Admin.Links;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Stats.Clicks;

/// <summary>What the API description says of <see cref="ClickListEndpoints"/>.</summary>
internal static class ClickOperations
{
    private const string Description =
        "Newest first, in pages of JSON; clicks that arrive meanwhile change no later page. With `format=csv` or `ndjson` all of the range in one stream, by link and time.";

    private static readonly ApiType Known = ApiType.Text().OrNull();

    private static readonly ApiObject Click = ApiObject.Answered("Click", "One request of a short link. What is not known is null.", [.. ClickFields.OfLinks.Select(Field)]);

    private static readonly ApiObject Orphan = ApiObject.Answered(
        "OrphanClick", "One request that led to no link. What is not known is null.", [.. ClickFields.OfOrphans.Select(OrphanField)]);

    private static readonly ApiAnswer Answer = ApiAnswer.Json(StatusCodes.Status200OK, "The clicks.", LinkSchema.PageOf("ClickPage", Click))
        .As("text/csv", ApiType.Text())
        .As("application/x-ndjson", ApiType.Text());

    private static readonly IReadOnlyList<ApiParameter> Page = [PageParameters.Limit(ClickListRequest.DefaultLimit, ClickListRequest.MaxLimit), PageParameters.Cursor];

    public static ApiOperation OfLink { get; } = new("listLinkClicks", "Clicks of a link", Description)
    {
        Parameters = [.. StatsQueryDescription.ClicksOfLink, .. Page],
        Answers = [Answer],
        Problems = [KnownProblems.NotFound("go.acme.com has no link with the slug \"summer\"."), .. StatsOperations.Problems],
    };

    public static ApiOperation OfAccount { get; } = new("listClicks", "Clicks of all links", Description)
    {
        Parameters = [.. StatsQueryDescription.ClicksOfAccount, .. Page],
        Answers = [Answer],
        Problems = StatsOperations.Problems,
    };

    public static ApiOperation Orphans { get; } = new(
        "listOrphanClicks",
        "Clicks that led to no link",
        "Requests for slugs that nobody has, for a domain's root, and for links that are not in force. They are in no count. " + Description)
    {
        Parameters =
        [
            .. StatsQueryDescription.ClicksOfAccount,
            ApiParameter.Query("type", ApiType.ListOf(ApiType.OneOf([.. ClickListRequest.OrphanTypes])), "Why there is no link; all where it is not given."),
            .. Page,
        ],
        Answers =
        [
            ApiAnswer.Json(StatusCodes.Status200OK, "The clicks.", LinkSchema.PageOf("OrphanClickPage", Orphan))
                .As("text/csv", ApiType.Text())
                .As("application/x-ndjson", ApiType.Text()),
        ],
        Problems = StatsOperations.Problems,
    };

    private static ApiField OrphanField(string name) => name switch
    {
        "linkId" => new(name, LinkTypes.Id.OrNull(), "Of a link that is not in force."),
        "link" => new(name, Known, "Domain and slug of that link."),
        "type" => new(name, ApiType.OneOf([.. ClickListRequest.OrphanTypes]), "Why there was no link."),
        "domain" => new(name, ApiType.Text(), "That was asked."),
        "slug" => new(name, Known, "That was asked for."),
        _ => Field(name),
    };

    private static ApiField Field(string name) => name switch
    {
        "id" => new(name, ApiType.Text(), "Of the click, for `POST /events`."),
        "time" => new(name, ApiType.Time, "In the time zone asked for."),
        "linkId" => new(name, LinkTypes.Id, "Of the link."),
        "link" => new(name, ApiType.Text(), "Domain and slug of the link, or its id where it is gone."),
        "kind" => new(name, ApiType.OneOf("human", "bot", "preview", "prefetch"), "How it was counted."),
        "status" => new(name, ApiType.Count, "HTTP status that it was answered with; 0 where that was not recorded."),
        "visitor" => new(name, Known, "Hash of the visitor, new with every UTC day."),
        _ => new(name, Known, $"As `{name}` of stats."),
    };
}
