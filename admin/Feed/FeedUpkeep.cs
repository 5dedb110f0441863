namespace OneLink.Admin.Feed;

/// <summary>Keeps salts current and the change log within its bounds, at start and then every few minutes.</summary>
internal sealed partial class FeedUpkeep(VisitorSaltStore salts, ChangeLogTrimmer trimmer, TimeProvider clock, ILogger<FeedUpkeep> logger)
    : BackgroundService
{
    /// <summary>Tomorrow's salt is a day early, so that a late round is no harm.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first stream opens: an edge without a salt cannot tell visitors apart.
        await salts.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RunOnceAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await salts.RefreshAsync(cancellationToken);
            await trimmer.TrimAsync(cancellationToken);
        }
#pragma warning disable CA1031 // A database that is away for a while must not end the upkeep.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(EventId = 3001, Level = LogLevel.Error, Message = "Feed upkeep failed and is tried again")]
    private partial void LogFailed(Exception exception);
}
