namespace OneLink.Admin.Hosting;

/// <summary>Something to be done again and again while the process runs. A failure is said once and tried again.</summary>
internal abstract partial class PeriodicUpkeep(TimeSpan interval, TimeProvider clock, ILogger logger) : BackgroundService
{
    private bool _hasFailed;

    protected abstract Task RunOnceAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    /// <summary>One round, whose failure is logged.</summary>
    protected async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunOnceAsync(cancellationToken);
            _hasFailed = false;
        }
#pragma warning disable CA1031 // A database that is away for a while must not end the upkeep, nor must a call that was given up.
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (!_hasFailed)
            {
                LogFailed(logger, exception);
                _hasFailed = true;
            }
        }
    }

    [LoggerMessage(EventId = 1301, Level = LogLevel.Error, Message = "Upkeep failed and is tried again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
