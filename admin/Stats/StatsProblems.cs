using OneLink.Admin.Problems;
using OneLink.Analytics.Client;

namespace OneLink.Admin.Stats;

/// <summary>What a caller is told when ClickHouse did not answer; what the log is told beside it.</summary>
internal sealed partial class StatsProblems(AnalyticsState analytics, ILogger<StatsProblems> logger)
{
    private const int RetryAfterSeconds = 5;

    public ProblemResult Of(ClickHouseException failure) => new(ProblemOf(failure));

    /// <summary>For surfaces that have a shape of their own for it.</summary>
    public Problem ProblemOf(ClickHouseException failure)
    {
        switch (failure)
        {
            case { Name: "TOO_MANY_ROWS_OR_BYTES" }:
                var errors = new FieldErrors();
                errors.Add("groupBy", "gives more rows than one answer may have; ask for a shorter range, a wider interval or fewer dimensions.");
                return KnownProblems.InvalidFields(errors);
            case { Name: "TIMEOUT_EXCEEDED" or "MEMORY_LIMIT_EXCEEDED" }:
                LogTooMuch(failure.Name);
                return NotAvailable("The answer took more time or memory than one query may have. Ask for a shorter range or fewer groups, or again later.");
            case { Failure: ClickHouseFailure.Unavailable or ClickHouseFailure.SchemaMissing }:
                LogAway(failure.Message);
                return Away();
            // A table that a later migration has yet to give its columns.
            case { Failure: ClickHouseFailure.Rejected } when analytics.Reason is { } reason:
                LogAway(reason);
                return Away();
            default:
                LogRefused(failure);
                return failure.Failure == ClickHouseFailure.Denied
                    ? NotAvailable("The click database refuses this server's credentials.")
                    : KnownProblems.Internal();
        }
    }

    public static Problem Away()
        => NotAvailable("The click database cannot be reached now. Clicks are recorded meanwhile and will be counted; ask again shortly.");

    private static Problem NotAvailable(string detail)
        => new("stats-unavailable", StatusCodes.Status503ServiceUnavailable, "Stats are not available now", detail)
        {
            RetryAfterSeconds = RetryAfterSeconds,
        };

    [LoggerMessage(EventId = 1811, Level = LogLevel.Warning, Message = "A stats query was given up: {Reason}")]
    private partial void LogTooMuch(string reason);

    [LoggerMessage(EventId = 1812, Level = LogLevel.Warning, Message = "Stats are not available: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(EventId = 1813, Level = LogLevel.Error, Message = "ClickHouse refused a stats query")]
    private partial void LogRefused(Exception failure);
}
