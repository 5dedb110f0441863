using System.Text;
using OneLink.Admin.Leases;
using OneLink.Admin.Stats;
using OneLink.Analytics.Client;

namespace OneLink.Admin.Opens;

/// <summary>
/// Brings clicks with trigger <c>open</c> to ClickHouse: takes a batch, which from then on stays the same; inserts it under
/// its token; notes that it is there. Dying in between sends the same batch again, which ClickHouse drops. Where hosts share
/// no tokens, a batch that one of them may have waits for it, and later ones go to another.
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
        if (analytics.Reason is not null || !_lease.IsHeld || !await opens.HasUnsentAsync(cancellationToken))
        {
            return;
        }

        ClickHouseException? away = null;
        foreach (var batch in await opens.BatchesAsync(cancellationToken))
        {
            try
            {
                await SendAgainAsync(batch, cancellationToken);
            }
            catch (ClickHouseException failure) when (failure.IsTransient && clickHouse.BindsInserts)
            {
                away = failure;
            }
        }

        while (analytics.Reason is null && _lease.IsHeld && await opens.TakeBatchAsync(BatchSize, MarkOf(clickHouse.Host), cancellationToken) is { } batch)
        {
            await SendFirstAsync(batch, cancellationToken);
        }

        if (away is not null)
        {
            throw new ClickHouseException(away.Message, away);
        }
    }

    /// <summary>What was sent before, or may have been.</summary>
    private async Task SendAgainAsync(OpenBatch batch, CancellationToken cancellationToken)
    {
        if (clickHouse.BindsInserts)
        {
            if (HostOf(batch) is null)
            {
                // Its host is no longer among the addresses, and so was given up.
                batch = await opens.MoveAsync(batch, clickHouse.Host.Mark, cancellationToken);
            }

            if (!await clickHouse.AnswersAsync(HostOf(batch)!, cancellationToken))
            {
                throw new ClickHouseException($"{batch} is held for {HostOf(batch)}, which is away.");
            }
        }

        await SendAsync(batch, cancellationToken);
    }

    private async Task SendFirstAsync(OpenBatch batch, CancellationToken cancellationToken)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                await SendAsync(batch, cancellationToken);
                return;
            }
            catch (ClickHouseException failure) when (failure.IsUnsent && clickHouse.BindsInserts && tried < clickHouse.Hosts.Count)
            {
                batch = await opens.MoveAsync(batch, MarkOf(clickHouse.Host), cancellationToken);
            }
        }
    }

    private async Task SendAsync(OpenBatch batch, CancellationToken cancellationToken)
    {
        var clicks = await opens.ClicksAsync(batch, cancellationToken);
        if (clicks.Count > 0)
        {
            await clickHouse.InsertJsonAsync(
                "clicks", OpenClick.Columns, Encoding.UTF8.GetBytes(string.Join('\n', clicks)), "open:" + batch, clickHouse.BindsInserts ? HostOf(batch) : null, cancellationToken);
            await opens.SentAsync(batch, cancellationToken);
        }
    }

    /// <summary>What was taken for no host is of a time with one address, most likely the first.</summary>
    private ClickHouseHost? HostOf(OpenBatch batch) => batch.Host == 0 ? clickHouse.Hosts[0] : clickHouse.HostOf(batch.Host);

    private uint MarkOf(ClickHouseHost host) => clickHouse.BindsInserts ? host.Mark : 0;

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
