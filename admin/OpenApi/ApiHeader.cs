namespace OneLink.Admin.OpenApi;

/// <summary>A header of an answer.</summary>
internal sealed record ApiHeader(string Name, ApiType Type, string Description)
{
    public static ApiHeader ETag { get; } = new("ETag", ApiType.Text().Like("\"2\""), "State of the link; send it back as `If-Match` to change only this state.");

    public static ApiHeader Location { get; } = new("Location", ApiType.Text().Like("/links/lnk_0CGLQ7E3MH5BJ"), "Path of what was made.");

    public static ApiHeader RequestId { get; } = new("X-Request-Id", ApiType.Text().Like("req_4b1f0c2a9d3e5f6071829304"), "Names this request in the log.");

    /// <summary>On every answer to a valid key.</summary>
    public static IReadOnlyList<ApiHeader> RateLimit { get; } =
    [
        new("X-RateLimit-Limit", ApiType.Integer(1).Like(6_000), "Requests a minute: of the key, or of its account where that is nearer."),
        new("X-RateLimit-Remaining", ApiType.Integer(0).Like(5_999), "Requests that would be answered now."),
        new("X-RateLimit-Reset", ApiType.Integer(0).Like(1_800_000_000), "Unix time at which all of them would be, in seconds."),
    ];

    public static ApiHeader Replayed { get; } = new("Idempotency-Replayed", ApiType.Text().Like("true"), "Where the answer was given before, under the same key.");

    public static ApiHeader RetryAfter { get; } = new("Retry-After", ApiType.Integer(1), "Seconds to wait before the next try.");
}
