using System.Diagnostics;
using System.Net;

namespace OneLink.EndToEnd.Harness;

/// <summary>One of OneLink's processes, started, killed and started again as a test wants it.</summary>
internal sealed class ProductProcess(string name, string binary, int port, IReadOnlyDictionary<string, string> environment, Reaper reaper)
    : IDisposable
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(40);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromMinutes(1) };
    private Process? _process;

    public string Name => name;

    public ProcessLog Log { get; } = new();

    public IPEndPoint EndPoint { get; } = new(IPAddress.Loopback, port);

    public Uri Address { get; } = new($"http://127.0.0.1:{port}");

    public bool IsRunning => _process is { HasExited: false };

    public void Start()
    {
        if (IsRunning)
        {
            throw new InvalidOperationException($"{name} runs already.");
        }

        _process?.Dispose();
        _process = StartBeside();
    }

    /// <summary>Starts another process with the same settings, and some changed, beside the one that runs.</summary>
    public Process StartBeside(params (string Variable, string Value)[] changed)
    {
        // Whoever runs the tests may ignore SIGHUP (nohup), which programs inherit: then they would never hear of it.
        var start = new ProcessStartInfo("env", ["--default-signal=HUP", binary]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };

        // A variable of the caller's shell would make this another installation than the test thinks.
        foreach (var inherited in start.Environment.Keys.Where(IsSetting).ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (variable, value) in environment.Select(setting => (setting.Key, setting.Value)).Concat(changed))
        {
            start.Environment[variable] = value;
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep("", line.Data);
        process.ErrorDataReceived += (_, line) => Keep("stderr: ", line.Data);
        Log.Add($"-- {name} starts");
        process.Start();
        reaper.Started(process.Id);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Goes on with a process that <see cref="StartBeside"/> gave.</summary>
    /// <returns>The one before it; the caller's to dispose.</returns>
    public Process Replace(Process process)
    {
        var former = _process ?? throw new InvalidOperationException($"{name} was never started.");
        _process = process;
        return former;
    }

    /// <summary>Starts another process, which is to take over from the one that runs, and waits until that has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> SucceedAsync(params (string Variable, string Value)[] changed)
    {
        Running();
        using var former = Replace(StartBeside(changed));
        await EndedAsync(former);
        Log.Add($"-- the former {name} ended with code {former.ExitCode}");
        return former.ExitCode;
    }

    /// <summary>Waits until the process answers <c>/readyz</c> with 200, or has ended.</summary>
    public Task UntilAnsweringAsync()
        => Eventually.TrueAsync(async () => !IsRunning || await IsReadyAsync(), Eventually.Patience, $"{name} is ready or has ended");

    /// <summary>A signal by its number.</summary>
    public void Signal(int signal) => Signals.Send(Running().Id, signal);

    /// <summary>Waits until a process has ended, and forgets it.</summary>
    public async Task<int> EndAsync(Process process)
    {
        await EndedAsync(process);
        return process.ExitCode;
    }

    /// <summary>Waits for <c>/readyz</c> to answer 200.</summary>
    public async Task UntilReadyAsync()
    {
        var clock = Stopwatch.StartNew();
        while (!await IsReadyAsync())
        {
            if (_process is null or { HasExited: true })
            {
                throw new InvalidOperationException($"{name} ended with code {_process?.ExitCode} instead of getting ready.\n{LastLines()}");
            }

            if (clock.Elapsed > ReadyLimit)
            {
                throw new TimeoutException($"{name} is not ready after {ReadyLimit}.\n{LastLines()}");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>SIGKILL: no chance to write anything down.</summary>
    public async Task KillAsync()
    {
        var process = Running();
        process.Kill();
        await EndedAsync(process);
        Log.Add($"-- {name} was killed");
    }

    /// <summary>SIGTERM; returns the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        var process = Running();
        Signals.Terminate(process.Id);
        await EndedAsync(process);
        Log.Add($"-- {name} ended with code {process.ExitCode}");
        return process.ExitCode;
    }

    /// <summary>SIGSTOP for a while.</summary>
    public async Task PauseAsync(TimeSpan duration)
    {
        var process = Running();
        Signals.Stop(process.Id);
        Log.Add($"-- {name} stands still for {duration.TotalSeconds:0.0} s");
        try
        {
            await Task.Delay(duration);
        }
        finally
        {
            Signals.Continue(process.Id);
        }
    }

    public async Task<HttpResponseMessage> GetAsync(string path) => await _http.GetAsync(new Uri(Address, path));

    public void Dispose()
    {
        _http.Dispose();
        _process?.Dispose();
    }

    private static bool IsSetting(string variable)
        => variable.StartsWith("ONELINK_", StringComparison.Ordinal) && variable != "ONELINK_CHDB_LIB";

    private Process Running() => _process is { HasExited: false } process ? process : throw new InvalidOperationException($"{name} does not run.");

    private async Task EndedAsync(Process process)
    {
        using var limit = new CancellationTokenSource(EndLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill();
            throw new TimeoutException($"{name} has not ended after {EndLimit}.\n{LastLines()}", exception);
        }

        reaper.Ended(process.Id);
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await GetAsync("/readyz");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or System.Net.Sockets.SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private void Keep(string prefix, string? line)
    {
        if (line is not null)
        {
            Log.Add(prefix + line);
        }
    }

    private string LastLines() => string.Join('\n', Log.Tail(0, 30));
}
