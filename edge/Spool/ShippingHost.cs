using OneLink.Edge.Handover;
using OneLink.Edge.Limits;

namespace OneLink.Edge.Spool;

/// <summary>
/// Runs the shipper from the moment that no other process ships from the folder. It ends when the container disposes it, after
/// the last request was answered.
/// </summary>
internal sealed partial class ShippingHost(
    ClickShipper shipper, ClickSpool spool, ClickLimits limits, Succession succession, TimeProvider clock, ILogger<ShippingHost> logger) : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (!succession.HasPredecessor)
        {
            // Where it cannot begin, the edge cannot start.
            shipper.Start();
            return Task.CompletedTask;
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await succession.IsAlone.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested && !TryStart())
        {
            await Task.Delay(RetryInterval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool TryStart()
    {
        try
        {
            limits.Refresh();
            spool.AdoptLeftBehind();
            shipper.Start();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotStarted(e);
            return false;
        }
    }

    [LoggerMessage(EventId = 5017, Level = LogLevel.Error, Message = "The spool that the edge before this one left cannot be read; clicks stay in it and it is tried again")]
    private partial void LogNotStarted(Exception e);
}
