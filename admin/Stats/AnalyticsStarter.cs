using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;
using OneLink.Analytics.Schema;

namespace OneLink.Admin.Stats;

/// <summary>
/// Applies the ClickHouse schema in the background, as often as it takes: links are created and redirected while
/// ClickHouse is away. Afterwards it looks again every few seconds, since another, empty ClickHouse may have taken the
/// place of the one before: edges wait for the schema, and nobody else makes it.
/// </summary>
internal sealed partial class AnalyticsStarter(
    SchemaMigrator migrator, AnalyticsState state, AccountRollupState rollup, TimeProvider clock, ILogger<AnalyticsStarter> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before anything that may block: hosted services start one after the other.
        await Task.Yield();
        var pause = FirstPause;
        while (true)
        {
            pause = await TryApplyAsync(stoppingToken) ? Watch : TimeSpan.FromTicks(Math.Clamp(2 * pause.Ticks, FirstPause.Ticks, LongestPause.Ticks));
            await Task.Delay(pause, clock, stoppingToken);
        }
    }

    private async Task<bool> TryApplyAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (state.Reason is not null || !await migrator.IsAppliedAsync(cancellationToken))
            {
                foreach (var migration in await migrator.ApplyAsync(cancellationToken))
                {
                    rollup.IsWhole = false;
                    LogApplied(migration.Name);
                }
            }

            state.Ready();
            return true;
        }
        catch (Exception exception) when (exception is ClickHouseException or SchemaException)
        {
            // Said once for each reason: ClickHouse may be away for hours.
            if (state.Reason != exception.Message)
            {
                LogWaiting(exception.Message);
            }

            state.NotReady(exception.Message);
            return false;
        }
    }

    [LoggerMessage(EventId = 1801, Level = LogLevel.Information, Message = "Applied {Migration} to ClickHouse")]
    private partial void LogApplied(string migration);

    [LoggerMessage(EventId = 1802, Level = LogLevel.Warning, Message = "Stats wait for ClickHouse: {Reason}")]
    private partial void LogWaiting(string reason);
}
