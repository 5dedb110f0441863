using OneLink.Admin.Leases;

namespace OneLink.Admin.Privacy;

/// <summary>
/// Carries out erasures, and once an hour what accounts do not keep any longer. An erasure is carried out at once and a
/// second time when the quarter hour of the request is over and edges have shipped what they had: for clicks that were
/// still under way, and because a batch that arrives while totals are made anew may be in them or not.
/// </summary>
internal sealed partial class ErasureWorker(PrivacyStore store, ClickEraser eraser, ILeases leases, TimeProvider clock, ILogger<ErasureWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SecondPass = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan BetweenExpiries = TimeSpan.FromHours(1);

    private readonly ILease _lease = leases.Of(LeaseName.Erasures);
    private DateTimeOffset _expireAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Poll;
            try
            {
                if (_lease.IsHeld)
                {
                    await EraseAsync(stoppingToken);
                    await ExpireAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // ClickHouse may be away for hours; what was asked for is done when it is back.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogFailed(exception.Message);
                pause = AfterFailure;
            }

            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task EraseAsync(CancellationToken cancellationToken)
    {
        foreach (var erasure in await store.DueAsync(clock.GetUtcNow(), cancellationToken))
        {
            if (erasure.LinkId is { } link)
            {
                await eraser.EraseLinkAsync(erasure.AccountId, link, DateTimeOffset.FromUnixTimeMilliseconds(erasure.RequestedAt), cancellationToken);
            }
            else
            {
                await eraser.EraseVisitorAsync(erasure.AccountId, erasure.ClickId!, cancellationToken);
            }

            DateTimeOffset? next = erasure.Passes == 0 ? DateTimeOffset.FromUnixTimeMilliseconds(erasure.RequestedAt) + SecondPass : null;
            await store.PassedAsync(erasure.Id, next, cancellationToken);
            LogErased(erasure.Id, erasure.Passes + 1);
        }
    }

    private async Task ExpireAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now < _expireAt)
        {
            return;
        }

        foreach (var (account, days) in await store.RetentionsAsync(cancellationToken))
        {
            await eraser.ExpireAsync(account, now.AddDays(-days), cancellationToken);
        }

        _expireAt = now + BetweenExpiries;
    }

    [LoggerMessage(EventId = 1951, Level = LogLevel.Information, Message = "Erasure {Id} was carried out, pass {Pass} of 2")]
    private partial void LogErased(string id, long pass);

    [LoggerMessage(EventId = 1952, Level = LogLevel.Warning, Message = "Erasures wait: {Reason}")]
    private partial void LogFailed(string reason);
}
