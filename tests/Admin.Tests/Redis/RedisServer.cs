using System.Diagnostics;
using System.Globalization;
using OneLink.Admin.Tests.Hosting;
using StackExchange.Redis;

namespace OneLink.Admin.Tests.Redis;

/// <summary>A real redis-server on a free loopback port, which keeps nothing, to be killed, paused and started again.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private const string KeepsNothing = "save \"\"\nappendonly no";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "onelink-redis-" + Guid.NewGuid().ToString("N"));
    private readonly string[] _arguments;
    private Process _process;

    private RedisServer(int port, string configuration, params string[] arguments)
    {
        Port = port;
        Directory.CreateDirectory(_folder);
        var file = Path.Combine(_folder, "redis.conf");
        File.WriteAllText(file, string.Create(CultureInfo.InvariantCulture, $"port {port}\nbind 127.0.0.1\ndir {_folder}\n{configuration}\n"));
        _arguments = [file, .. arguments];
        _process = Launch();
    }

    public int Port { get; }

    /// <summary>As <c>ONELINK_REDIS</c> says it.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"redis://127.0.0.1:{Port}");

    public static async Task<RedisServer> StartAsync()
    {
        var server = new RedisServer(LoopbackPorts.Next(), KeepsNothing);
        await server.AnswersAsync();
        return server;
    }

    /// <summary>A Cluster of one server, which refuses what would need two.</summary>
    public static async Task<RedisServer> StartClusterAsync()
    {
        var server = new RedisServer(
            LoopbackPorts.Next(), string.Create(CultureInfo.InvariantCulture, $"{KeepsNothing}\ncluster-enabled yes\ncluster-announce-ip 127.0.0.1\ncluster-port {LoopbackPorts.Next()}"));
        await server.AnswersAsync();
        await using var connection = await server.ConnectAsync();
        await connection.GetServers()[0].ExecuteAsync("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
        return server;
    }

    /// <summary>A Sentinel that watches a server under the name <c>onelink</c>.</summary>
    public static RedisServer StartSentinel(RedisServer watched)
        => new(LoopbackPorts.Next(), string.Create(CultureInfo.InvariantCulture, $"sentinel monitor onelink 127.0.0.1 {watched.Port} 1"), "--sentinel");

    /// <summary>A connection of the test's own.</summary>
    public async Task<ConnectionMultiplexer> ConnectAsync()
        => await ConnectionMultiplexer.ConnectAsync(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port},abortConnect=false,asyncTimeout=60000,allowAdmin=true"));

    /// <summary>SIGKILL: whatever it held is gone.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public async Task StartAgainAsync()
    {
        _process.Dispose();
        _process = Launch();
        await AnswersAsync();
    }

    /// <summary>It takes what is sent and answers nothing.</summary>
    public Task PauseAsync() => SignalAsync("-STOP");

    public Task ResumeAsync() => SignalAsync("-CONT");

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private Process Launch()
    {
        var start = new ProcessStartInfo("redis-server", _arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private Task AnswersAsync() => Until.TrueAsync(
        async () =>
        {
            await using var connection = await ConnectAsync();
            return connection.IsConnected;
        },
        "redis-server answers");

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
