using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Admin.Stats;
using OneLink.Analytics.Client;

namespace OneLink.Admin.Tests.Stats;

public sealed class StatsProblemsTests
{
    [Fact]
    public void Of_ColumnThatIsNotThere_IsTheWaitForTheSchemaUntilItWasAppliedAndAFaultThen()
    {
        var analytics = new AnalyticsState();
        var problems = new StatsProblems(analytics, NullLogger<StatsProblems>.Instance);
        var failure = new ClickHouseException(47, "UNKNOWN_IDENTIFIER", ClickHouseFailure.Rejected, "Unknown identifier 'campaign'");

        var before = problems.ProblemOf(failure);
        analytics.Ready();
        var after = problems.ProblemOf(failure);

        Assert.Equal((503, 500), (before.Status, after.Status));
        Assert.NotNull(before.RetryAfterSeconds);
    }
}
