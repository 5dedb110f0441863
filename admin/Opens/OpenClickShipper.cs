using System.Text;
using OneLink.Admin.Leases;
using OneLink.Admin.Stats;
using OneLink.Analytics.Client;

namespace OneLink.Admin.Opens;

/// <summary>
/// Brings clicks with trigger <c>open</c> to ClickHouse: takes a batch, which from then on stays the same; inserts it under
/// its token; notes that it is there. Dying in between sends the same batch again, which ClickHouse drops.
/// </summary>
internal sealed partial class OpenClickShipper(
    OpenStore opens, ClickHouseClient clickHouse, AnalyticsState analytics, ILeases leases, TimeProvider clock, ILogger<OpenClickShipper> logger) : BackgroundService
{
    private const int BatchSize = 1_000;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    /// <summary>As long as taps are kept to be found.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(2);

    private readonly ILease _lease = leases.Of(LeaseName.OpenClicks);
    private DateTimeOffset _forgetAt;
    private bool _hasFailed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Poll;
            try
            {
                await ShipAsync(stoppingToken);
                await ForgetAsync(stoppingToken);
                _hasFailed = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A database that is away for a while must not end the shipping.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                pause = AfterFailure;
                if (!_hasFailed)
                {
                    LogFailed(exception.Message);
                    _hasFailed = true;
                }
            }

            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ShipAsync(CancellationToken cancellationToken)
    {
        // What arrives before the rollups are there would be missing in them for ever.
        while (analytics.Reason is null && _lease.IsHeld && await opens.HasUnsentAsync(cancellationToken))
        {
            var (token, clicks) = await opens.NextBatchAsync(BatchSize, cancellationToken);
            if (clicks.Count == 0)
            {
                return;
            }

            await clickHouse.InsertJsonAsync("clicks", OpenClick.Columns, Encoding.UTF8.GetBytes(string.Join('\n', clicks)), "open:" + token, cancellationToken);
            await opens.SentAsync(token, cancellationToken);
        }
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now >= _forgetAt)
        {
            await opens.ForgetAsync(now - Kept, cancellationToken);
            _forgetAt = now.AddMinutes(1);
        }
    }

    [LoggerMessage(EventId = 2601, Level = LogLevel.Warning, Message = "Clicks of opened apps wait to be shipped: {Reason}")]
    private partial void LogFailed(string reason);
}
