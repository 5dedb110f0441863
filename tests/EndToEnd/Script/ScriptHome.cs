using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using OneLink.EndToEnd.Harness;

namespace OneLink.EndToEnd.Script;

/// <summary>
/// A data folder and three ports for <c>./onelink</c>, as a person would set them. Disposing runs <c>./onelink down</c>,
/// whatever the test left running.
/// </summary>
internal sealed partial class ScriptHome : IAsyncDisposable
{
    // A start may have to wait for another build on a busy machine; what is tested is what happens, not how fast.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private readonly string _folder = Directory.CreateTempSubdirectory("onelink-script-").FullName;

    public ScriptHome()
    {
        Data = Path.Combine(_folder, "data");
    }

    /// <summary>The data folder. Set it to try another.</summary>
    public string Data { get; set; }

    public int AdminPort { get; } = LoopbackPorts.Next();

    public int EdgePort { get; set; } = LoopbackPorts.Next();

    public int ClickHousePort { get; } = LoopbackPorts.Next();

    /// <summary>A path beside the data folder, removed with it.</summary>
    public string Beside(string name) => Path.Combine(_folder, name);

    /// <summary>Runs the script and waits for its end.</summary>
    public async Task<ScriptRun> RunAsync(params string[] arguments)
    {
        using var script = Start(arguments);
        return await ScriptRun.OfAsync(script, Limit);
    }

    /// <summary>Starts the script and leaves it running.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Places.Root, "onelink"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["ONELINK_DATA"] = Data;
        start.Environment["ONELINK_ADMIN_PORT"] = Text(AdminPort);
        start.Environment["ONELINK_EDGE_PORT"] = Text(EdgePort);
        start.Environment["ONELINK_CLICKHOUSE_PORT"] = Text(ClickHousePort);
        start.Environment["ONELINK_EDGE_MEMORY"] = "64m";
        return Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
    }

    /// <summary>The process number on record for one of edge, admin and clickhouse; null where none is.</summary>
    public int? RecordedPid(string process)
    {
        var record = Path.Combine(Data, "run", process);
        return File.Exists(record) ? int.Parse(File.ReadAllText(record).Split(' ')[0], CultureInfo.InvariantCulture) : null;
    }

    public void Kill(string process)
    {
        using var victim = Process.GetProcessById(RecordedPid(process) ?? throw new InvalidOperationException($"The {process} does not run."));
        victim.Kill();
        victim.WaitForExit();
    }

    /// <summary>The processes on this machine that were started with this data folder, whoever recorded them.</summary>
    public IReadOnlyList<string> ProcessesLeft()
        => [.. Directory.EnumerateDirectories("/proc").Where(HasOurFolder).Select(CommandLine).Where(line => line.Contains("onelink-", StringComparison.Ordinal))];

    public string Credential(string name)
    {
        using var credentials = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Data, "credentials.json")));
        return credentials.RootElement.GetProperty(name).GetString()!;
    }

    /// <summary>Sends SIGTERM, as a terminal that closes or a service manager does.</summary>
    public static void Terminate(Process process)
    {
        const int Term = 15;
        if (SendSignal(process.Id, Term) != 0)
        {
            throw new InvalidOperationException($"No process {process.Id} takes a signal.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(Data))
        {
            await RunAsync("down");
        }

        Directory.Delete(_folder, recursive: true);
    }

    private bool HasOurFolder(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ")).Contains($"ONELINK_DATA={Data}\0", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Ended meanwhile, somebody else's, or no process.
            return false;
        }
    }

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int pid, int signal);
}
