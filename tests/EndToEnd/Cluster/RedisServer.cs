using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OneLink.EndToEnd.Cluster;

/// <summary>A real redis-server on a free loopback port, which keeps nothing: killed and started again it is empty.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly ServerProcess _process;

    private RedisServer(int port)
    {
        Port = port;
        var folder = Directory.CreateTempSubdirectory("onelink-redis-").FullName;
        _process = new ServerProcess(
            "Redis",
            ["redis-server", "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "no"],
            folder);
    }

    public int Port { get; }

    public static async Task<RedisServer> StartAsync()
    {
        var server = new RedisServer(LoopbackPorts.Next());
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>As <c>ONELINK_REDIS</c> says it, where it is reached through another port.</summary>
    public static string AddressAt(int port) => string.Create(CultureInfo.InvariantCulture, $"redis://127.0.0.1:{port}");

    public Task StartAgainAsync() => _process.StartAsync(AnswersAsync);

    /// <inheritdoc cref="ServerProcess.KillAsync"/>
    public Task KillAsync() => _process.KillAsync();

    /// <inheritdoc cref="ServerProcess.PauseAsync"/>
    public Task PauseAsync(TimeSpan duration) => _process.PauseAsync(duration);

    public void Dispose() => _process.Dispose();

    private async Task<bool> AnswersAsync()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
