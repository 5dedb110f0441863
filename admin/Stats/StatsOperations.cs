using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Stats;

/// <summary>What the API description says of <see cref="StatsEndpoints"/>.</summary>
internal static class StatsOperations
{
    private const string Description =
        "`clicks` are people's; HEAD requests are in no count; link previews and crawlers are `bots`. Groups add up to the totals, but for `tag`. Unknown parameters are refused and name the valid ones. An answer carries an `ETag`: asked again with `If-None-Match` it is 304 until something changes.";

    /// <summary>Of everything that ClickHouse answers.</summary>
    public static IReadOnlyList<Problem> Problems { get; } =
        [CommonProblems.Invalid("groupBy", "does not know \"planet\"; valid are country, region, platform."), StatsTurns.TooMany(), StatsProblems.Away()];

    private static readonly ApiAnswer Answer = ApiAnswer
        .Json(StatusCodes.Status200OK, "The numbers.", ApiType.Either(ApiType.Of(StatsSchema.Summary), ApiType.Of(StatsSchema.Rows)))
        .As("text/csv", ApiType.Text())
        .As("application/x-ndjson", ApiType.Text())
        .With(new ApiHeader("ETag", ApiType.Text(), "Of the numbers."));

    private static readonly ApiParameter IfNoneMatch = ApiParameter.Header("If-None-Match", ApiType.Text(), "ETag of the answer that the caller has: 304 where it is still right.");

    private static readonly ApiAnswer Unchanged = ApiAnswer.Nothing(StatusCodes.Status304NotModified, "The same as the caller has.");

    public static ApiOperation OfLink { get; } = new("getLinkStats", "Stats of a link", Description)
    {
        Parameters = [.. StatsQueryDescription.OfLink, IfNoneMatch],
        Answers = [Answer, Unchanged],
        Problems = [KnownProblems.NotFound("go.acme.com has no link with the slug \"summer\"."), .. Problems],
    };

    public static ApiOperation OfAccount { get; } = new("getStats", "Stats of all links", Description)
    {
        Parameters = [.. StatsQueryDescription.OfAccount, IfNoneMatch],
        Answers = [Answer, Unchanged],
        Problems = Problems,
    };
}
