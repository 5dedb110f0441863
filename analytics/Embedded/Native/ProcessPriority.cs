using System.Globalization;
using OneLink.Shared.Scheduling;

namespace OneLink.Analytics.Embedded.Native;

/// <summary>
/// Makes the process yield to the edge when both want the processor: clicks can wait in the edge's spool, taps cannot.
/// </summary>
internal static class ProcessPriority
{
    internal const int Niceness = 15;

    private const string SessionPriority = "/proc/self/autogroup";

    /// <summary>Threads that start later inherit it from those that start them, hence early and for all there are.</summary>
    internal static void Lower()
    {
        LowerSession();
        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            if (int.TryParse(Path.GetFileName(thread), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                BackgroundThread.Lower(id, Niceness);
            }
        }
    }

    /// <summary>
    /// Where the kernel shares the processor between sessions first (sched_autogroup_enabled, sched(7)), niceness counts only
    /// within a session: a leader lowers the whole of its own. In a session of others it has no say.
    /// </summary>
    private static void LowerSession()
    {
        if (!File.Exists(SessionPriority) || LibC.getsid(0) != Environment.ProcessId)
        {
            return;
        }

        try
        {
            File.WriteAllText(SessionPriority, Niceness.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A kernel or container that does not let it: then it has the share that it has.
        }
    }
}
