using System.Collections.Concurrent;

namespace OneLink.Admin.Surfaces.Cable;

/// <summary>The sockets that are open in this process, each of which is told every few seconds that the server is there.</summary>
internal sealed class CableConnections(TimeProvider clock) : BackgroundService
{
    /// <summary>Clients take a server for gone that is silent for twice as long.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<CableConnection, CableConnection> _open = new();

    public async Task ServeAsync(CableConnection connection, CancellationToken stopping)
    {
        _open.TryAdd(connection, connection);
        try
        {
            await connection.RunAsync(stopping);
        }
        finally
        {
            _open.TryRemove(connection, out _);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var ping = CableFrames.Ping(clock.GetUtcNow());
                foreach (var connection in _open.Keys)
                {
                    connection.Send(ping);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }
}
