using System.Diagnostics;
using System.Globalization;
using OneLink.EndToEnd.Harness;

namespace OneLink.EndToEnd.Cluster;

/// <summary>Somebody else's server, with the processes that it has started itself: killed, paused and started again together.</summary>
/// <param name="name">For messages.</param>
/// <param name="command">Program and arguments.</param>
/// <param name="folder">Of its data, removed in the end, also where the test run is killed.</param>
internal sealed class ServerProcess(string name, IReadOnlyList<string> command, string folder) : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly Reaper _reaper = new(folder);
    private Process? _process;

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task StartAsync(Func<Task<bool>> answers)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        _process?.Dispose();
        _process = new Process { StartInfo = start };
        _process.Start();
        _reaper.Started(_process.Id);

        // A full pipe would stop it at its next line.
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Eventually.TrueAsync(async () => !_process.HasExited && await answers(), StartLimit, name + " answers");
    }

    /// <summary>SIGKILL to all of its processes, the first of them standing still meanwhile: it learns of no death and makes no new one.</summary>
    public async Task KillAsync()
    {
        var process = Running();
        Signals.Stop(process.Id);
        var children = ChildrenOf(process.Id);
        process.Kill();
        children.ForEach(child => SendWhereItLives(child, Signals.Kill));
        await process.WaitForExitAsync();
        _reaper.Ended(process.Id);
        await Eventually.TrueAsync(() => Task.FromResult(!children.Exists(Lives)), StartLimit, "all processes of " + name + " are gone");
    }

    /// <summary>SIGSTOP to all of its processes for a while.</summary>
    public async Task PauseAsync(TimeSpan duration)
    {
        var process = Running();
        Signals.Stop(process.Id);
        var children = ChildrenOf(process.Id);
        children.ForEach(child => SendWhereItLives(child, Signals.Stop));
        try
        {
            await Task.Delay(duration);
        }
        finally
        {
            children.ForEach(child => SendWhereItLives(child, Signals.Continue));
            Signals.Continue(process.Id);
        }
    }

    public void Dispose()
    {
        if (_process is { HasExited: false } process)
        {
            var children = ChildrenOf(process.Id);
            process.Kill();
            children.ForEach(child => SendWhereItLives(child, Signals.Kill));
            process.WaitForExit();
            _reaper.Ended(process.Id);
        }

        _process?.Dispose();
        _reaper.Dispose();
    }

    private static List<int> ChildrenOf(int processId)
    {
        var id = processId.ToString(CultureInfo.InvariantCulture);
        return [.. File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(child => int.Parse(child, CultureInfo.InvariantCulture))];
    }

    private static bool Lives(int processId)
    {
        try
        {
            // What nobody has buried yet does nothing any more.
            var status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            return status[status.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>A connection may end, and its process with it, at any time.</summary>
    private static void SendWhereItLives(int processId, Action<int> send)
    {
        if (Lives(processId))
        {
            try
            {
                send(processId);
            }
            catch (InvalidOperationException) when (!Lives(processId))
            {
                // Just now.
            }
        }
    }

    private Process Running() => _process is { HasExited: false } process ? process : throw new InvalidOperationException($"{name} does not run.");
}
