namespace OneLink.Admin.Problems;

/// <summary>An expected failure, as a value: what RFC 9457 says about it, before it belongs to a request.</summary>
/// <param name="Kind">Last segment of the <c>type</c> URI, stable for clients.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">The same for every problem of this kind.</param>
/// <param name="Detail">What is wrong this time and what to do about it.</param>
internal sealed record Problem(string Kind, int Status, string Title, string? Detail)
{
    /// <summary>Messages by field path, where the body or the query is at fault.</summary>
    public FieldErrors? Errors { get; init; }

    /// <summary>Seconds for <c>Retry-After</c>.</summary>
    public int? RetryAfterSeconds { get; init; }

    public ProblemBody ToBody(string? requestId) => new(
        ProblemBody.TypePrefix + Kind, Title, Status, Detail, requestId, Errors is { Any: true } ? Errors.ByPath : null);
}
