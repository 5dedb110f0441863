using Microsoft.AspNetCore.WebUtilities;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Errors;

/// <summary>An expected failure of the Application, Client and Platform APIs, as a value. Which shape it has is part of their contract.</summary>
/// <param name="StatusCode">HTTP status.</param>
/// <param name="Body">As sent.</param>
internal sealed record ApiError(int StatusCode, ApiErrorBody Body)
{
    /// <summary>Seconds for <c>Retry-After</c>.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Sent in place of the body, as plain text.</summary>
    public string? PlainText { get; init; }

    /// <summary><c>{"error": text}</c>.</summary>
    public static ApiError Handled(int status, string text) => new(status, new ApiErrorBody { Error = text });

    /// <summary><c>{"errors": [text]}</c>: only where nobody is signed in.</summary>
    public static ApiError NotSignedIn()
        => new(StatusCodes.Status401Unauthorized, new ApiErrorBody { Errors = ["You need to sign in or sign up before continuing."] });

    /// <summary><c>{"message": text, "attributes": [names]}</c>: a record that cannot be stored.</summary>
    public static ApiError Invalid(RecordErrors errors) => new(StatusCodes.Status422UnprocessableEntity, new ApiErrorBody
    {
        Message = string.Join(", ", errors.All.Select(error => error.FullMessage)),
        Attributes = [.. errors.All.Select(error => error.Attribute).Distinct(StringComparer.Ordinal)],
    });

    /// <summary><c>{"status": 404, "error": "Not Found"}</c>: what no handler has words of its own for.</summary>
    public static ApiError Framework(int status) => new(status, new ApiErrorBody { Status = status, Error = ReasonPhrases.GetReasonPhrase(status) });

    /// <summary>Of the Application API, where a record is not there or another account's.</summary>
    public static ApiError NotFound() => Handled(StatusCodes.Status404NotFound, "Resource could not be found");

    /// <summary>Of the Application API, where a person's role does not allow it: never 403.</summary>
    public static ApiError NotAllowed() => Handled(StatusCodes.Status401Unauthorized, "You are not authorized to do this action");

    /// <summary>Plain text, as upstream's throttle answers; when to come back is said in <c>Retry-After</c>.</summary>
    public static ApiError OverLimit(TimeSpan retryAfter) => new(StatusCodes.Status429TooManyRequests, new ApiErrorBody())
    {
        PlainText = "Retry later\n",
        RetryAfterSeconds = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds)),
    };

    public static ApiError Unprocessable(string text) => Handled(StatusCodes.Status422UnprocessableEntity, text);

    /// <summary>A body without the key that must wrap its fields.</summary>
    public static ApiError MissingParameter(string name) => Unprocessable($"param is missing or the value is empty: {name}");
}
