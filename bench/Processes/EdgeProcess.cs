using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OneLink.Bench.Redirects;

namespace OneLink.Bench.Processes;

/// <summary>A published edge as a process of its own on the first core, with an empty data folder, a feed to follow and no ClickHouse.</summary>
internal sealed class EdgeProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly string _folder;
    private readonly HttpClient _client;

    private EdgeProcess(Process process, string folder, int port)
    {
        _process = process;
        _folder = folder;
        Port = port;
        _client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")) };
    }

    public int Port { get; }

    /// <summary>From before it was started until it answered anything.</summary>
    public TimeSpan FirstAnswer { get; private set; }

    /// <summary>From before it was started until it redirected.</summary>
    public TimeSpan FirstRedirect { get; private set; }

    /// <summary>User and system time of the process so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory, bytes.</summary>
    public long Resident
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Resident memory that is no file's, bytes: neither the binary nor the spool's segments in the page cache.</summary>
    public long OwnMemory
    {
        get
        {
            string line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/status")).Single(static line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', '\t').First(static word => word.Length > 0 && char.IsAsciiDigit(word[0])), CultureInfo.InvariantCulture) * 1024;
        }
    }

    /// <summary>Starts the binary that a variable names, and waits for its first redirect.</summary>
    /// <param name="variable"><c>./onelink load</c> sets it.</param>
    /// <param name="feed">The feed that it follows.</param>
    public static async Task<EdgeProcess> StartAsync(string variable, Uri feed)
    {
        string binary = Environment.GetEnvironmentVariable(variable)
            ?? throw new InvalidOperationException($"{variable} is not set; './onelink load' sets it.");
        string folder = Directory.CreateTempSubdirectory("onelink-bench-edge-").FullName;
        int port = FreePort();
        var start = new ProcessStartInfo("taskset")
        {
            ArgumentList = { "-c", "0", binary },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment =
            {
                ["ONELINK_DATA"] = folder,
                ["ONELINK_EDGE_PORT"] = port.ToString(CultureInfo.InvariantCulture),
                ["ONELINK_EDGE_TOKEN"] = "bench",
                ["ONELINK_ADMIN"] = feed.ToString(),
                ["ONELINK_CLICKHOUSE"] = "http://bench:bench@127.0.0.1:1",
            },
        };
        long started = Stopwatch.GetTimestamp();
        Process process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        var edge = new EdgeProcess(process, folder, port);
        await edge.UntilRedirectAsync(started);
        await edge.OpenConnectionsAsync();
        return edge;
    }

    /// <summary>Waits until it has everything that the feed told it.</summary>
    public async Task UntilReadyAsync()
    {
        while (true)
        {
            using HttpResponseMessage response = await _client.GetAsync(new Uri("readyz", UriKind.Relative));
            if (response.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(50);
        }
    }

    /// <summary>Connections that the edge has open in its fast lane.</summary>
    public async Task<int> OpenConnectionsAsync()
    {
        string metrics = await _client.GetStringAsync(new Uri("metrics", UriKind.Relative));
        string line = metrics.Split('\n').Single(static line => line.StartsWith("onelink_edge_fast_lane_connections ", StringComparison.Ordinal));
        return int.Parse(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>A round of redirects; every answer must be one.</summary>
    public async Task<LoadRound> AskAsync(string mix, int links, int seconds, int connections)
    {
        TimeSpan cpu = Cpu;
        WrkReport asked = await WrkReport.AskAsync(Port, mix, links, seconds, connections);
        return asked.Errors == 0
            ? new LoadRound(asked, Cpu - cpu, AllocatedBytes: 0, OtherBytes: 0, asked.Requests, OwnMemory)
            : throw new InvalidOperationException($"{asked.Errors} of {asked.Requests} answers were no redirect");
    }

    /// <summary>A connection that has had one answer.</summary>
    /// <returns>Null while nobody listens.</returns>
    public Socket? Connect(out int status)
    {
        status = 0;
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, Port);
            socket.Send("GET /l0?notrack=1 HTTP/1.1\r\nHost: go.example\r\nUser-Agent: bench\r\n\r\n"u8);
            Span<byte> answer = stackalloc byte[2048];
            int length = socket.Receive(answer);
            status = length > 12 ? int.Parse(Encoding.ASCII.GetString(answer.Slice(9, 3)), CultureInfo.InvariantCulture) : 0;
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Asks each millisecond, on a connection of its own.</summary>
    private async Task UntilRedirectAsync(long started)
    {
        while (true)
        {
            using Socket? socket = Connect(out int status);
            TimeSpan now = Stopwatch.GetElapsedTime(started);
            if (status != 0 && FirstAnswer == TimeSpan.Zero)
            {
                FirstAnswer = now;
            }

            if (status == 302)
            {
                FirstRedirect = now;
                return;
            }

            if (_process.HasExited || now > StartLimit)
            {
                throw new InvalidOperationException("The edge did not start.");
            }

            await Task.Delay(1);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
