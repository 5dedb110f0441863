namespace OneLink.Edge.Spool;

/// <summary>Runs the shipper for the life of the process. It ends when the container disposes it, after the last request was answered.</summary>
internal sealed class ShippingHost(ClickShipper shipper) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        shipper.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
