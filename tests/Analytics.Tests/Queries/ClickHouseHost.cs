using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Tests.Queries;

/// <summary>The embedded engine as a process of its own, on a free port and an empty folder, gone when disposed.</summary>
public sealed class ClickHouseHost : IAsyncLifetime
{
    private const string Password = "only-for-this-test";
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("onelink-clickhouse-").FullName;
    private readonly int _port = FreePort();
    private Process? _process;

    public Uri Url => new($"http://onelink:{Password}@127.0.0.1:{_port}");

    public ClickHouseClient Client() => new(ClickHouseOptions.Parse(Url.OriginalString), TimeProvider.System);

    public async Task InitializeAsync()
    {
        _process = Start();
        using var client = Client();
        var patience = Stopwatch.StartNew();
        while (!await AnswersAsync(client))
        {
            if (_process.HasExited || patience.Elapsed > LongestStart)
            {
                throw new InvalidOperationException("The embedded engine did not start: its last words are in the test's output.");
            }

            await Task.Delay(50);
        }
    }

    public async Task DisposeAsync()
    {
        if (_process is { } process)
        {
            if (!process.HasExited)
            {
                process.Kill();
            }

            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "onelink-clickhouse.dll"));
        start.Environment["ONELINK_DATA"] = _folder;
        start.Environment["ONELINK_CLICKHOUSE_PORT"] = _port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["ONELINK_CLICKHOUSE_PASSWORD"] = Password;
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task<bool> AnswersAsync(ClickHouseClient client)
    {
        try
        {
            await client.PingAsync(CancellationToken.None);
            return true;
        }
        catch (ClickHouseException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
