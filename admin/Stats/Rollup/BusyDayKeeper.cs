using OneLink.Admin.Leases;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats.Rollup;

/// <summary>
/// Adds up days of many clicks once they are over, and again where late clicks came or clicks were erased. Nothing waits
/// for it: what was not added up is answered from the clicks. It begins when the totals that it goes by are whole.
/// </summary>
internal sealed partial class BusyDayKeeper(BusyDayRoll roll, BusyScopes busy, AccountRollupState totals, ILeases leases, TimeProvider clock, ILogger<BusyDayKeeper> logger)
    : BackgroundService
{
    private static readonly TimeSpan BeforeTotals = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private readonly ILease _lease = leases.Of(LeaseName.Analytics);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before anything that may block: hosted services start one after the other.
        await Task.Yield();
        while (true)
        {
            var pause = BeforeTotals;
            if (totals.IsWhole)
            {
                await TryAddUpAsync(stoppingToken);
                pause = Pause;
            }

            await Task.Delay(pause, clock, stoppingToken);
        }
    }

    private async Task TryAddUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Before the days of now, which may take a while after an upgrade.
            busy.Set(await roll.ScopesAsync(cancellationToken));
            if (!_lease.IsHeld)
            {
                return;
            }

            await roll.ClearAsync(cancellationToken);
            if (await roll.AddUpAsync(cancellationToken) is > 0 and var days)
            {
                busy.Set(await roll.ScopesAsync(cancellationToken));
                LogAddedUp(days);
            }
        }
        catch (ClickHouseException failure)
        {
            LogFailed(failure.Message);
        }
    }

    [LoggerMessage(EventId = 1871, Level = LogLevel.Information, Message = "Added up {Days} days of many clicks")]
    private partial void LogAddedUp(int days);

    [LoggerMessage(EventId = 1872, Level = LogLevel.Warning, Message = "Days of many clicks are not added up yet: {Reason}")]
    private partial void LogFailed(string reason);
}
