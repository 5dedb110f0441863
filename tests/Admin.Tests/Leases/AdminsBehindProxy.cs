using System.Net;
using System.Net.Sockets;

namespace OneLink.Admin.Tests.Leases;

/// <summary>A proxy of the tests: each connection goes to the next admin, or to the one after it where that does not answer.</summary>
internal sealed class AdminsBehindProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, LoopbackPorts.Next());
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private volatile int[] _ports = [];
    private int _connections;

    public AdminsBehindProxy()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public void LeadTo(params IEnumerable<Uri> admins) => _ports = [.. admins.Select(admin => admin.Port)];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var admin = new TcpClient())
        {
            try
            {
                var ports = _ports;
                var first = Interlocked.Increment(ref _connections);
                for (var i = 0; !admin.Connected; i++)
                {
                    try
                    {
                        await admin.ConnectAsync(IPAddress.Loopback, ports[(first + i) % ports.Length], _end.Token);
                    }
                    catch (SocketException) when (i + 1 < ports.Length)
                    {
                        // The next one.
                    }
                }

                await using var left = client.GetStream();
                await using var right = admin.GetStream();
                await Task.WhenAny(left.CopyToAsync(right, _end.Token), right.CopyToAsync(left, _end.Token));
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One side has closed it.
            }
        }
    }
}
