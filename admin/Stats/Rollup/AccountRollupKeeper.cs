using OneLink.Admin.Leases;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats.Rollup;

/// <summary>
/// Compares the totals of accounts with their clicks after each start and each change of the schema, fills what is
/// missing, and lets questions use them once nothing is: a view sees only what is inserted after it was made, and edges
/// insert while the schema changes.
/// </summary>
internal sealed partial class AccountRollupKeeper(
    AccountRollup rollup, AccountRollupState whole, AnalyticsState analytics, ILeases leases, TimeProvider clock, ILogger<AccountRollupKeeper> logger)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BehindAnother = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly ILease _lease = leases.Of(LeaseName.Analytics);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before anything that may block: hosted services start one after the other.
        await Task.Yield();
        while (true)
        {
            var pause = Poll;
            if (analytics.Reason is null && !whole.IsWhole)
            {
                pause = await TryRepairAsync(stoppingToken);
            }

            await Task.Delay(pause, clock, stoppingToken);
        }
    }

    private async Task<TimeSpan> TryRepairAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Two that make a day anew at once would count it twice.
            var repairs = _lease.IsHeld;
            whole.IsWhole = repairs ? await rollup.RepairAsync(cancellationToken) : await rollup.IsWholeAsync(cancellationToken);
            return repairs ? Poll : BehindAnother;
        }
        catch (ClickHouseException failure)
        {
            LogFailed(failure.Message);
            return AfterFailure;
        }
    }

    [LoggerMessage(EventId = 1861, Level = LogLevel.Warning, Message = "Totals of accounts are not compared with their clicks yet: {Reason}")]
    private partial void LogFailed(string reason);
}
