using System.Diagnostics;

namespace OneLink.Edge.Handover;

/// <summary>Starts the edge that is to take over, from the program on disk, which may be another than the one that runs: on SIGUSR2, with this one's environment and output.</summary>
internal sealed partial class SuccessorLaunch(ILogger<SuccessorLaunch> logger)
{
    /// <summary>Asked for at the start: once the file is replaced, the system has no name for it any more.</summary>
    private static readonly string? Program = Environment.ProcessPath;

    private int _isUnderWay;

    /// <summary>Remembers the program's path.</summary>
    public static void Prepare() => _ = Program;

    /// <summary>Starts it, and says so where it ends without having taken over.</summary>
    public async Task RunAsync()
    {
        if (Interlocked.Exchange(ref _isUnderWay, 1) != 0)
        {
            LogUnderWay();
            return;
        }

        try
        {
            using Process process = Process.Start(new ProcessStartInfo(Program ?? throw new FileNotFoundException("the program's path is not known")) { UseShellExecute = false })!;
            LogStarted(process.Id);
            await process.WaitForExitAsync();
            LogEnded(process.Id, process.ExitCode);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException)
        {
            LogNotStarted(e.Message);
        }
        finally
        {
            Volatile.Write(ref _isUnderWay, 0);
        }
    }

    [LoggerMessage(EventId = 1110, Level = LogLevel.Information, Message = "Process {Process} was started to take over")]
    private partial void LogStarted(int process);

    [LoggerMessage(EventId = 1111, Level = LogLevel.Error, Message = "Process {Process}, which was to take over, ended with code {Code}")]
    private partial void LogEnded(int process, int code);

    [LoggerMessage(EventId = 1112, Level = LogLevel.Error, Message = "No process could be started to take over: {Reason}")]
    private partial void LogNotStarted(string reason);

    [LoggerMessage(EventId = 1113, Level = LogLevel.Warning, Message = "A process was started already to take over")]
    private partial void LogUnderWay();
}
