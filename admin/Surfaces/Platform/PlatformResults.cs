using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Platform;

/// <summary>How outcomes of the model are answered here.</summary>
internal static class PlatformResults
{
    /// <summary>The record, 422 with what is wrong with it, or 404 for one that went meanwhile.</summary>
    public static Results<JsonHttpResult<TResponse>, ApiErrorResult> Of<T, TResponse>(
        RecordOutcome<T> outcome, Func<T, TResponse> response, JsonTypeInfo<TResponse> type)
        where T : class
        => outcome.TryGet(out var record) ? TypedResults.Json(response(record), type) : Refusal(outcome);

    public static ApiErrorResult Refusal<T>(RecordOutcome<T> outcome)
        where T : class
        => outcome.Errors is { } errors ? Invalid(errors) : new ApiErrorResult(ApiError.Framework(StatusCodes.Status404NotFound));

    public static ApiErrorResult Invalid(RecordErrors errors) => new(ApiError.Invalid(errors));
}
