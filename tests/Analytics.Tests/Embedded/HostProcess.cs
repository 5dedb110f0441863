using System.Diagnostics;
using System.Globalization;
using System.Text;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Tests.Embedded;

/// <summary>The host as it runs in production: a process of its own, on a free port, with the real engine.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    internal const string User = "onelink";
    internal const string Password = "päss word/:%+";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private HostProcess(ProcessStartInfo start, int port)
    {
        Port = port;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    internal int Port { get; }

    internal int Id => _process.Id;

    internal Uri Address => new($"http://127.0.0.1:{Port}/");

    internal string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts the host and waits until it answers.</summary>
    internal static async Task<HostProcess> StartAsync(string data, int port = 0, params (string Name, string Value)[] environment)
    {
        var host = Launch(data, port == 0 ? LoopbackPorts.Next() : port, environment);
        using var http = new HttpClient();
        var limit = Stopwatch.StartNew();
        while (limit.Elapsed < StartLimit && !host._process.HasExited)
        {
            try
            {
                if ((await http.GetAsync(new Uri(host.Address, "ping"))).IsSuccessStatusCode)
                {
                    return host;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or System.Net.Sockets.SocketException)
            {
                await Task.Delay(50);
            }
        }

        await host.DisposeAsync();
        throw new InvalidOperationException($"The host did not start: {host.Output}");
    }

    /// <summary>Starts the host without waiting for anything.</summary>
    internal static HostProcess Launch(string data, int port, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "onelink-clickhouse.dll") },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ONELINK_DATA"] = data,
                ["ONELINK_LISTEN"] = "127.0.0.1",
                ["ONELINK_CLICKHOUSE_PORT"] = port.ToString(CultureInfo.InvariantCulture),
                ["ONELINK_CLICKHOUSE_USER"] = User,
                ["ONELINK_CLICKHOUSE_PASSWORD"] = Password,
                ["ONELINK_CLICKHOUSE_MEMORY"] = "1024",
            },
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new HostProcess(start, port);
    }

    internal ClickHouseOptions Options(string database = "default") => new() { Endpoints = [Address], User = User, Password = Password, Database = database };

    internal ClickHouseClient Client(string database = "default") => new(Options(database), TimeProvider.System);

    /// <summary>For what the client does not do: odd requests, raw answers.</summary>
    internal HttpClient Http()
    {
        var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")));
        return http;
    }

    /// <summary>kill -9.</summary>
    internal async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, then the exit code.</summary>
    internal async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        return await ExitAsync();
    }

    internal async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
