using System.Runtime.InteropServices;

namespace OneLink.EndToEnd.Harness;

/// <summary>What .NET's <c>Process</c> cannot send.</summary>
internal static partial class Signals
{
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;

    /// <summary>Of a process that .NET did not start.</summary>
    public static void Kill(int processId) => Send(processId, SigKill);

    public static void Terminate(int processId) => Send(processId, SigTerm);

    /// <summary>The process stands still: its connections stay open and nothing answers.</summary>
    public static void Stop(int processId) => Send(processId, SigStop);

    public static void Continue(int processId) => Send(processId, SigCont);

    /// <param name="processId">Whom.</param>
    /// <param name="signal">By its number on Linux.</param>
    public static void Send(int processId, int signal)
    {
        if (SendSignal(processId, signal) != 0)
        {
            throw new InvalidOperationException($"Signal {signal} did not reach process {processId}: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int processId, int signal);
}
