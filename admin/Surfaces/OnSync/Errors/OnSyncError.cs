using Microsoft.AspNetCore.WebUtilities;
using OneLink.Admin.Limits;
using OneLink.Admin.Surfaces.OnSync.Messages;

namespace OneLink.Admin.Surfaces.OnSync.Errors;

/// <summary>An expected failure of the OnSync API, as a value.</summary>
/// <param name="StatusCode">HTTP status.</param>
/// <param name="Body">As sent.</param>
internal sealed record OnSyncError(int StatusCode, OnSyncErrorBody Body)
{
    private const string ValidationCode = "validation_error";

    /// <summary>Seconds for <c>Retry-After</c>.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Why only a template may be sent.</summary>
    public TemplateWindowResponse? TemplateWindowStatus { get; init; }

    public static OnSyncError Invalid(IReadOnlyList<OnSyncIssue> issues)
        => new(StatusCodes.Status400BadRequest, new OnSyncErrorBody(ValidationCode, "The request is invalid.", issues));

    public static OnSyncError Unauthorized(string message) => Of(StatusCodes.Status401Unauthorized, "unauthorized", message);

    public static OnSyncError MissingScope(string scope)
        => Forbidden($"The API key lacks the scope {scope}.");

    public static OnSyncError Forbidden(string message) => Of(StatusCodes.Status403Forbidden, "forbidden", message);

    public static OnSyncError NotFound(string message) => Of(StatusCodes.Status404NotFound, "not_found", message);

    public static OnSyncError Duplicate(string message, IReadOnlyList<OnSyncIssue> issues)
        => new(StatusCodes.Status409Conflict, new OnSyncErrorBody("duplicate", message, issues));

    public static OnSyncError OutsideWindow(TemplateWindowResponse status)
        => Of(StatusCodes.Status400BadRequest, "outside_window", "The contact has not written within the last 24 hours: send a template.") with { TemplateWindowStatus = status };

    public static OnSyncError OptedOut() => Of(StatusCodes.Status400BadRequest, "opted_out", "The contact wants no messages there.");

    public static OnSyncError KeyReused()
        => Of(StatusCodes.Status409Conflict, "idempotency_key_reused", "The Idempotency-Key was used for another request. Use a new one.");

    public static OnSyncError OverLimit(RateDecision decision)
        => Of(StatusCodes.Status429TooManyRequests, "rate_limited", $"The account may make {decision.Limit} requests an hour.") with
        {
            RetryAfterSeconds = Math.Max(1, RateLimitHeaders.Seconds(decision.RetryAfter)),
        };

    /// <summary>What no handler has words of its own for.</summary>
    public static OnSyncError OfStatus(int status, string? message = null) => Of(
        status,
        status switch
        {
            StatusCodes.Status400BadRequest => "bad_request",
            StatusCodes.Status404NotFound => "not_found",
            StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
            StatusCodes.Status413PayloadTooLarge => "payload_too_large",
            StatusCodes.Status415UnsupportedMediaType => "unsupported_media_type",
            StatusCodes.Status503ServiceUnavailable => "unavailable",
            _ => "internal_error",
        },
        message ?? ReasonPhrases.GetReasonPhrase(status));

    private static OnSyncError Of(int status, string code, string message) => new(status, new OnSyncErrorBody(code, message, []));
}
