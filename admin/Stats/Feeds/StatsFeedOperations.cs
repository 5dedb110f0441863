using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Stats.Feeds;

/// <summary>What the API description says of <see cref="StatsFeedEndpoints"/>.</summary>
internal static class StatsFeedOperations
{
    public static ApiOperation Create { get; } = new("createFeed", "Save a stats query as a feed", "For tools that can send no headers, such as `IMPORTDATA` of Google Sheets.")
    {
        Bodies =
        [
            new ApiBody(
                ApiBody.Json,
                ApiType.Of(StatsFeedSchema.Sent),
                new ApiExample("Of one link", """{"name":"Summer by country","link":"summer","query":"groupBy=country&period=30d"}"""),
                new ApiExample("Of the account", """{"name":"All","query":{"groupBy":["platform"],"period":"7d"}}""")),
        ],
        Answers = [ApiAnswer.Json(StatusCodes.Status201Created, "The feed and its address.", StatsFeedSchema.Answered)],
        Problems = [CommonProblems.Invalid("link", "\"summer\" is no link of this account; give lnk_…, ext_… or a slug, with its domain where that is not the default.")],
    };

    public static ApiOperation List { get; } = new("listFeeds", "List feeds", "By id.")
    {
        Parameters = [PageParameters.Limit(StatsFeedEndpoints.DefaultLimit, StatsFeedEndpoints.MaxLimit), PageParameters.Cursor],
        Answers = [ApiAnswer.Json(StatusCodes.Status200OK, "A page.", StatsFeedSchema.Page)],
        Problems = [CommonProblems.Invalid("limit", "must be a whole number from 1 to 1,000.")],
    };

    public static ApiOperation Delete { get; } = new("deleteFeed", "Delete a feed", "Its address answers 404 from then on.")
    {
        Parameters = [ApiParameter.Path("id", ApiType.Text(), "Of the feed.")],
        Answers = [ApiAnswer.Nothing(StatusCodes.Status204NoContent, "It is gone.")],
        Problems = [KnownProblems.NotFound("This account has no feed fed_k3J9.")],
    };

    public static ApiOperation Read { get; } = new("readFeed", "Read a feed", "Whoever has the address reads it: no key is needed.")
    {
        Parameters = [ApiParameter.Path("token", ApiType.Text(), "Of the feed.")],
        Answers =
        [
            new ApiAnswer(StatusCodes.Status200OK, "The numbers, as `shape=rows` has them.").As("text/csv", ApiType.Text()),
            ApiAnswer.Nothing(StatusCodes.Status304NotModified, "The same as the caller has."),
        ],
        Problems = [KnownProblems.NotFound("There is no feed at this address; it may have been deleted."), .. StatsOperations.Problems],
    };
}
