using System.Globalization;

namespace OneLink.Analytics.Embedded.Native;

/// <summary>
/// Makes the process yield to the edge when both want the processor: clicks can wait in the edge's spool, taps cannot.
/// </summary>
internal static class ProcessPriority
{
    internal const int Niceness = 10;

    /// <summary>Threads that start later inherit it from those that start them, hence early and for all there are.</summary>
    internal static void Lower()
    {
        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            if (int.TryParse(Path.GetFileName(thread), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                // Lowering needs no right; a thread that has just ended is no loss.
                _ = LibC.setpriority(LibC.PriorityOfProcess, id, Niceness);
            }
        }
    }
}
