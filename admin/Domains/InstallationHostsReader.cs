namespace OneLink.Admin.Domains;

/// <summary>Keeps <see cref="InstallationHosts"/> in step with what other processes write.</summary>
internal sealed class InstallationHostsReader(InstallationHosts hosts, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await hosts.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await hosts.RefreshAsync(stoppingToken);
                }
#pragma warning disable CA1031 // A database that is away for a while must not end the reading.
                catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
                {
                    // What is known stays in force; whoever writes hears of it.
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }
}
