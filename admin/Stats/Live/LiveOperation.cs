using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Stats.Live;

/// <summary>What the API description says of <see cref="LiveEndpoints"/>.</summary>
internal static class LiveOperation
{
    public static IReadOnlyList<ApiParameter> Query { get; } =
    [
        ApiParameter.Query("link", ApiType.ListOf(ApiType.Text()), "Only these links: slugs of the default domain, `lnk_…` or `ext_…`."),
        ApiParameter.Query("lastEventId", ApiType.Text(), "As `Last-Event-ID`, where headers cannot be set."),
    ];

    public static ApiOperation Follow { get; } = new(
        "followClicks",
        "Clicks as they arrive",
        """
        A stream of Server-Sent Events:

        - `click`: a request, as in a list of clicks
        - `counters`: `{"clicks":…,"bots":…,"prefetches":…}` since the stream was opened, skipped ones among them, at most once a second
        - `skipped`: `{"clicks":…}`, how many requests are left out where the reader was too slow
        """)
    {
        Parameters = [.. Query, ApiParameter.Header("Last-Event-ID", ApiType.Text(), "Resumes behind that event, after up to a day.")],
        Answers = [new ApiAnswer(StatusCodes.Status200OK, "The stream.").As("text/event-stream", ApiType.Text())],
        Problems = [CommonProblems.Invalid("lastEventId", "is not the id of an event of this stream."), StatsProblems.Away()],
    };
}
