using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OneLink.Analytics.Client;

namespace OneLink.Bench.Spool;

/// <summary>The embedded ClickHouse as a process of its own (<c>ONELINK_CLICKHOUSE_BINARY</c>), with an empty data folder.</summary>
internal sealed class MeasuredClickHouse : IAsyncDisposable
{
    private const string User = "bench";
    private const string Password = "bench";

    private readonly Process _process;
    private readonly string _folder;

    private MeasuredClickHouse(Process process, string folder, ClickHouseClient client)
    {
        _process = process;
        _folder = folder;
        Client = client;
    }

    public ClickHouseClient Client { get; }

    public static async Task<MeasuredClickHouse> StartAsync()
    {
        string binary = Environment.GetEnvironmentVariable("ONELINK_CLICKHOUSE_BINARY")
            ?? throw new InvalidOperationException("ONELINK_CLICKHOUSE_BINARY is not set; './onelink load drain' sets it.");
        string folder = Directory.CreateTempSubdirectory("onelink-bench-clickhouse-").FullName;
        int port = FreePort();
        var start = new ProcessStartInfo(binary) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["ONELINK_DATA"] = folder;
        start.Environment["ONELINK_CLICKHOUSE_PORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["ONELINK_CLICKHOUSE_USER"] = User;
        start.Environment["ONELINK_CLICKHOUSE_PASSWORD"] = Password;
        Process process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        var client = new ClickHouseClient(ClickHouseOptions.Parse($"http://{User}:{Password}@127.0.0.1:{port}"), TimeProvider.System);
        while (true)
        {
            try
            {
                await client.ExecuteAsync("SELECT 1", CancellationToken.None);
                return new MeasuredClickHouse(process, folder, client);
            }
            catch (ClickHouseException) when (!process.HasExited)
            {
                await Task.Delay(100);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
