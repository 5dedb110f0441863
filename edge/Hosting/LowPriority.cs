using System.Runtime.InteropServices;

namespace OneLink.Edge.Hosting;

/// <summary>Scheduling priority of single threads, which Linux has and .NET's <see cref="System.Threading.ThreadPriority"/> does not reach.</summary>
internal static partial class LowPriority
{
    private const int PrioProcess = 0;

    /// <summary>Lowers the calling thread (setpriority(2) applies to one thread on Linux). Raising it back needs privileges.</summary>
    public static void Enter(int niceness) => _ = SetPriority(PrioProcess, 0, niceness);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int niceness);
}
