using OneLink.Admin.Links.Bulk;
using OneLink.Admin.Links.List;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links;

/// <summary>What the API description says of <see cref="LinkEndpoints"/>.</summary>
internal static class LinkOperations
{
    private static readonly Problem NotFound = KnownProblems.NotFound("go.acme.com has no link with the slug \"summer\".");
    private static readonly Problem SlugTaken = KnownProblems.SlugTaken("summer", "go.acme.com");
    private static readonly Problem ExternalIdTaken = KnownProblems.ExternalIdTaken("crm-42");
    private static readonly Problem Invalid = CommonProblems.Invalid("url", "is required.");

    private static readonly ApiAnswer Link = ApiAnswer.Json(StatusCodes.Status200OK, "The link.", LinkSchema.Answered).With(ApiHeader.ETag);
    private static readonly ApiAnswer Created = ApiAnswer.Json(StatusCodes.Status201Created, "The new link.", LinkSchema.Answered).With(ApiHeader.ETag, ApiHeader.Location);

    public static ApiOperation Create { get; } = new(
        "createLinks",
        "Make one link, or many",
        """
        - **One link**: an object.
        - **A bulk**: an array of up to 10,000 links, or `{"links":[…],"atomic":true}` for all or none. The answer has a result for each, in order; one that is refused leaves the others alone, unless `atomic`.
        - **A stream**: `application/x-ndjson`, a link a line, of any length. Each line is answered by a line, in order, while the rest still arrives.

        With `upsert` or `findIfExists` a link that is there already is updated or answered instead, with 200.
        """)
    {
        Parameters = [LinkParameters.Upsert, LinkParameters.FindIfExists, LinkParameters.IfMatch],
        Bodies =
        [
            new ApiBody(
                ApiBody.Json,
                ApiType.Either(ApiType.Of(LinkSchema.Sent), BulkSchema.Links, ApiType.Of(BulkSchema.Creation)),
                LinkSchema.Example,
                new ApiExample("Only a destination", """{"url":"https://acme.com/sale"}"""),
                new ApiExample(
                    "A link into an app, with a rule and an A/B test",
                    """
                    {"url":"https://acme.com/sale","deepLinkPath":"acme://sale/24",
                     "platforms":{"ios":{"fallbackUrl":"https://apps.apple.com/app/id1"},
                                  "android":{"package":"com.acme.app","fallbackUrl":"https://play.google.com/store/apps/details?id=com.acme.app"}},
                     "rules":[{"name":"german tablets","when":{"country":["DE","AT"],"deviceClass":["tablet"]},"then":{"url":"https://acme.com/de/sale"}}],
                     "variants":[{"name":"A","weight":50},{"name":"B","weight":50,"url":"https://acme.com/sale-b"}],
                     "brand":{"name":"Acme","title":"Summer sale","color":"#ff0000"},
                     "utm":{"source":"newsletter","medium":"email"},
                     "expiresAt":"2030-01-01T00:00:00Z","expiredUrl":"https://acme.com/over",
                     "tags":["sale"],"externalId":"crm-42","metadata":{"season":"summer"}}
                    """),
                new ApiExample("A bulk", """[{"url":"https://acme.com/1"},{"url":"https://acme.com/2","slug":"two"},{"url":"javascript:alert(1)"}]"""),
                new ApiExample("All or none", """{"links":[{"url":"https://acme.com/1"},{"url":"https://acme.com/2"}],"atomic":true}""")),
            new ApiBody(
                NdjsonCreation.ContentType,
                ApiType.Text(),
                new ApiExample("Two links and a line that is none", "{\"url\":\"https://acme.com/1\"}\n{\"url\":\"https://acme.com/2\",\"slug\":\"second\"}\nnonsense\n")),
        ],
        Answers =
        [
            Created,
            ApiAnswer.Json(
                    StatusCodes.Status200OK,
                    "What became of each link of a bulk or a stream; or the link that was there already.",
                    ApiType.Either(ApiType.Of(BulkSchema.Created), ApiType.Of(LinkSchema.Answered)))
                .As(NdjsonCreation.ContentType, ApiType.Text()),
        ],
        Problems = [SlugTaken, ExternalIdTaken, KnownProblems.PreconditionFailed(), Invalid, KnownProblems.NotStored("At least one link was refused, and atomic is true.")],
        FullerProblems = new Dictionary<int, ApiObject> { [StatusCodes.Status422UnprocessableEntity] = BulkSchema.NotStored },
    };

    public static ApiOperation List { get; } = new(
        "listLinks",
        "List links",
        "Pages of links, newest first unless `sort` says otherwise. A page costs the same wherever it is; links that are made meanwhile change no later page. Where several filters that each fit many links are combined, or frequent words are searched for, a page may hold fewer links than `limit`, even none, and still have a `nextCursor`: only a page without one is the last.")
    {
        Parameters = [PageParameters.Limit(LinkQuery.DefaultLimit, LinkQuery.MaxLimit), PageParameters.Cursor, LinkParameters.Sort, .. LinkParameters.FilterParameters],
        Answers = [ApiAnswer.Json(StatusCodes.Status200OK, "A page.", LinkSchema.Page)],
        Problems = [CommonProblems.Invalid("sort", "must be one of -createdAt, createdAt, slug, -slug, clicks, -clicks, lastClickedAt, -lastClickedAt.")],
    };

    public static ApiOperation Get { get; } = new("getLink", "Read a link", "By slug, by id or by your own id.")
    {
        Parameters = LinkParameters.OfOne,
        Answers = [Link],
        Problems = [NotFound],
    };

    public static ApiOperation Patch { get; } = new(
        "updateLink",
        "Change a link",
        "A JSON merge patch (RFC 7396): what is left out stays, `null` clears. A new `slug` or `domain` moves the link. Edges follow within moments.")
    {
        Parameters = [.. LinkParameters.OfOne, LinkParameters.IfMatch],
        Bodies =
        [
            new ApiBody(ApiBody.MergePatch, ApiType.Of(LinkSchema.Patch), new ApiExample("A title, and no tags", """{"title":"Summer sale","tags":null}""")),
            new ApiBody(ApiBody.Json, ApiType.Of(LinkSchema.Patch), new ApiExample("Switch it off", """{"enabled":false}""")),
        ],
        Answers = [Link],
        Problems = [NotFound, SlugTaken, ExternalIdTaken, KnownProblems.PreconditionFailed(), CommonProblems.Invalid("expiresAt", "must be an RFC 3339 time such as 2027-01-31T12:00:00Z.")],
    };

    public static ApiOperation Put { get; } = new(
        "putLink",
        "Make or replace a link",
        "What is left out gets its default. A slug or an `ext_…` that names no link makes one there; an id must be of a link that is there.")
    {
        Parameters = [.. LinkParameters.OfOne, LinkParameters.IfMatch],
        Bodies = [new ApiBody(ApiBody.Json, ApiType.Of(LinkSchema.Sent), new ApiExample("The whole link", """{"url":"https://acme.com/other","title":"Other"}"""))],
        Answers = [Link, Created],
        Problems = [NotFound, SlugTaken, ExternalIdTaken, KnownProblems.PreconditionFailed(), Invalid],
    };

    public static ApiOperation Delete { get; } = new("deleteLink", "Delete a link", "Its slug answers 404 as soon as edges follow, and is free at once.")
    {
        Parameters = [.. LinkParameters.OfOne, LinkParameters.IfMatch],
        Answers = [ApiAnswer.Nothing(StatusCodes.Status204NoContent, "It is gone.")],
        Problems = [NotFound, KnownProblems.PreconditionFailed()],
    };
}
