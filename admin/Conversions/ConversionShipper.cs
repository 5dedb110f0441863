using OneLink.Admin.Leases;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Conversions;

/// <summary>
/// Brings conversions to ClickHouse:
/// 1. takes what is due;
/// 2. looks for the clicks, of the conversion's own account only;
/// 3. writes each with its click, or at its first turn without;
/// 4. notes what is done, and when to look again for a click that was not there.
/// Dying between 3 and 4 writes the same rows again, which changes nothing.
/// </summary>
internal sealed partial class ConversionShipper(
    ConversionStore conversions, ClicksById clicks, ConversionTable table, ConversionSignal signal, ILeases leases, TimeProvider clock, ILogger<ConversionShipper> logger)
    : BackgroundService
{
    private const int BatchSize = 1_000;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>How long a click is waited for, and a repeated request is known.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly ILease _lease = leases.Of(LeaseName.Conversions);
    private DateTimeOffset _forgetAt;
    private bool _hasFailed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var shipped = await ShipAsync(stoppingToken);
                await ForgetAsync(stoppingToken);
                _hasFailed = false;
                if (shipped < BatchSize)
                {
                    await signal.WaitAsync(Poll, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A database that is away for a while must not end the shipping.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                if (!_hasFailed)
                {
                    LogFailed(exception.Message);
                    _hasFailed = true;
                }

                await Task.Delay(AfterFailure, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<int> ShipAsync(CancellationToken cancellationToken)
    {
        if (!_lease.IsHeld)
        {
            return 0;
        }

        // 1.
        var now = clock.GetUtcNow();
        var due = await conversions.DueAsync(now, BatchSize, cancellationToken);
        if (due.Count == 0)
        {
            return 0;
        }

        // 2.
        var ids = due.Where(conversion => conversion.ClickId is not null).Select(conversion => Guid.Parse(conversion.ClickId!)).ToHashSet();
        var found = (await clicks.FindAsync(ids, cancellationToken))
            .GroupBy(click => (click.AccountId, click.ClickId))
            .ToDictionary(group => group.Key, group => group.First());

        // 3.
        var rows = due.Select(conversion => (conversion, click: ClickOf(conversion, found))).ToList();
        var worthWriting = rows.Where(row => row.click is not null || row.conversion.Attempts == 0).ToList();
        if (worthWriting.Count > 0)
        {
            await table.WriteAsync(worthWriting, cancellationToken);
        }

        // 4.
        await conversions.ShippedAsync([.. rows.Select(row => (row.conversion.Id, NextAttempt(row.conversion, row.click, now)))], cancellationToken);
        return due.Count;
    }

    private static ClickFacts? ClickOf(Conversion conversion, Dictionary<(long, string), ClickFacts> found)
        => conversion.ClickId is { } id && found.TryGetValue((conversion.AccountId, id), out var click) ? click : null;

    private static DateTimeOffset? NextAttempt(Conversion conversion, ClickFacts? click, DateTimeOffset now)
    {
        if (click is not null || conversion.ClickId is null || now.ToUnixTimeMilliseconds() - conversion.ReceivedAt > Kept.TotalMilliseconds)
        {
            return null;
        }

        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(conversion.Attempts, 12)));
        return now + (pause < LongestPause ? pause : LongestPause);
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now >= _forgetAt)
        {
            await conversions.ForgetAsync(now - Kept, cancellationToken);
            _forgetAt = now.AddHours(1);
        }
    }

    [LoggerMessage(EventId = 1901, Level = LogLevel.Warning, Message = "Conversions wait to be shipped: {Reason}")]
    private partial void LogFailed(string reason);
}
