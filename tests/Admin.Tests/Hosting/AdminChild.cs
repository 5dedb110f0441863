using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace OneLink.Admin.Tests.Hosting;

/// <summary>Admin as a process of its own, to be killed.</summary>
internal sealed class AdminChild : IDisposable
{
    private readonly Process _process;

    private AdminChild(Process process, Uri baseAddress)
    {
        _process = process;
        BaseAddress = baseAddress;
    }

    public Uri BaseAddress { get; }

    public static async Task<AdminChild> StartAsync(string dataFolder, params (string Name, string Value)[] settings)
    {
        var port = LoopbackPorts.Next();
        var child = new AdminChild(Start(dataFolder, port, await DatabaseAsync(dataFolder, settings)), new Uri($"http://127.0.0.1:{port}"));
        using var client = new HttpClient { BaseAddress = child.BaseAddress };
        var deadline = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var ready = await client.GetAsync(new Uri("/readyz", UriKind.Relative));
                ready.EnsureSuccessStatusCode();
                return child;
            }
            catch (Exception exception) when ((exception is HttpRequestException or System.Net.Sockets.SocketException) && deadline.Elapsed < TimeSpan.FromSeconds(90) && !child._process.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Runs until the process ends by itself.</summary>
    public static async Task<(int ExitCode, string Error)> RunAsync(string dataFolder, int port)
    {
        using var process = Start(dataFolder, port, await DatabaseAsync(dataFolder, []));
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }

    public async Task<HttpClient> ClientAsync(string dataFolder)
    {
        var credentials = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(dataFolder, "credentials.json")))!;
        var client = new HttpClient { BaseAddress = BaseAddress };
        var basic = $"{credentials["apiKey"]}:{credentials["apiSecret"]}";
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        return client;
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGSTOP: it stands still, and whoever calls it waits.</summary>
    public Task PauseAsync() => SignalAsync("-STOP");

    /// <summary>SIGCONT.</summary>
    public Task ResumeAsync() => SignalAsync("-CONT");

    /// <summary>SIGTERM.</summary>
    public async Task<int> TerminateAsync()
    {
        await SignalAsync("-TERM");
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private static async Task<(string Name, string Value)[]> DatabaseAsync(string dataFolder, (string Name, string Value)[] settings)
        => await TestDatabase.OfAsync(dataFolder) is { } address ? [("ONELINK_DATABASE", address), .. settings] : settings;

    private static Process Start(string dataFolder, int port, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "onelink-admin.dll")])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["ONELINK_DATA"] = dataFolder;
        start.Environment["ONELINK_ADMIN_PORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["ONELINK_CLICKHOUSE"] = "http://127.0.0.1:9";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;

        // A full pipe would stop the process at its next log line.
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}
