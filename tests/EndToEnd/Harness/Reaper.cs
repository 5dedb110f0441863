using System.Diagnostics;
using System.Globalization;

namespace OneLink.EndToEnd.Harness;

/// <summary>
/// Ends the processes of a test run that is itself killed, by a time limit or by hand, and so cannot end them. A shell
/// reads what runs and what no longer does; when its input ends, because the run has ended however it ended, it kills
/// the rest and removes the data folder.
/// </summary>
internal sealed class Reaper : IDisposable
{
    private const string Script =
        """
        trap '' INT TERM HUP
        running=' '
        while read -r change pid; do
            case $change in
                start) running="$running$pid " ;;
                end) running="${running%% $pid *} ${running#* $pid }" ;;
            esac
        done
        for pid in $running; do kill -9 "$pid" 2>/dev/null; done
        umount -l "$1/edge/spool" 2>/dev/null
        rm -rf -- "$1"
        """;

    private readonly Process _shell;

    public Reaper(string dataFolder)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "reaper", dataFolder])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
        };
        _shell = Process.Start(start)!;
        _shell.StandardInput.AutoFlush = true;
    }

    public void Started(int processId) => Write("start", processId);

    public void Ended(int processId) => Write("end", processId);

    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }

    private void Write(string change, int processId)
    {
        lock (_shell)
        {
            _shell.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{change} {processId}"));
        }
    }
}
