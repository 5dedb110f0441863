using System.Runtime.InteropServices;

namespace OneLink.Edge.Hosting;

/// <summary>Scheduling of single threads, which Linux has and .NET's <see cref="System.Threading.ThreadPriority"/> does not reach.</summary>
internal static partial class LowPriority
{
    private const int PrioProcess = 0;
    private const int IdlePolicy = 5; // SCHED_IDLE

    /// <summary>Lowers the calling thread (setpriority(2) applies to one thread on Linux). Raising it back needs privileges.</summary>
    public static void Enter(int niceness) => _ = SetPriority(PrioProcess, 0, niceness);

    /// <summary>
    /// Lets the calling thread run where no other wants to (<c>SCHED_IDLE</c>, sched(7)): whoever wakes up takes the
    /// processor from it at once, where a nice thread may finish its turn of some milliseconds. Beside threads that never
    /// rest it still gets a part of 300.
    /// </summary>
    public static void EnterIdle()
    {
        int priority = 0;
        _ = SetScheduler(0, IdlePolicy, ref priority);
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int niceness);

    /// <param name="thread">0: the calling one.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="parameter"><c>struct sched_param</c>: the priority, 0 for all policies but those of real time.</param>
    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    private static partial int SetScheduler(int thread, int policy, ref int parameter);
}
