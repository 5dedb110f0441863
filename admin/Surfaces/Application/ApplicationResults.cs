using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application;

/// <summary>How outcomes of the model are answered here.</summary>
internal static class ApplicationResults
{
    /// <summary>The record, 422 with what is wrong with it, or 404.</summary>
    public static Results<JsonHttpResult<TResponse>, ApiErrorResult> Of<T, TResponse>(
        RecordOutcome<T> outcome, Func<T, TResponse> response, JsonTypeInfo<TResponse> type)
        where T : class
        => outcome.TryGet(out var record) ? TypedResults.Json(response(record), type) : Refusal(outcome);

    public static ApiErrorResult Refusal<T>(RecordOutcome<T> outcome)
        where T : class
        => outcome.Errors is { } errors ? Invalid(errors) : NotFound();

    /// <summary>422 with what is wrong; 402 where the account may have no more.</summary>
    public static ApiErrorResult Invalid(RecordErrors errors)
        => new(errors.All.FirstOrDefault(error => error.Code == RecordErrorCode.OverLimit) is { } overLimit
            ? ApiError.Handled(StatusCodes.Status402PaymentRequired, overLimit.Message)
            : ApiError.Invalid(errors));

    public static ApiErrorResult NotFound() => new(ApiError.NotFound());

    /// <summary>200 with an empty body, or 404.</summary>
    public static Results<Ok, ApiErrorResult> Gone(bool wasThere) => wasThere ? TypedResults.Ok() : NotFound();
}
