using System.Runtime.InteropServices;

namespace OneLink.Shared.Scheduling;

/// <summary>
/// Makes a thread yield to those that people wait for: a low share of the processor (niceness), taken in short turns. A usual
/// turn takes milliseconds, for which everything waits that wants the core meanwhile, however rare it is.
/// </summary>
/// <remarks>
/// sched_setattr(2). Turns can be set since Linux 6.12 (EEVDF, <c>sched_runtime</c> of an ordinary thread); older kernels
/// take the niceness alone. Threads that a thread starts inherit both. .NET's <see cref="ThreadPriority"/> does nothing on Linux.
/// </remarks>
public static partial class BackgroundThread
{
    /// <summary>The shortest turn that the kernel gives, in nanoseconds.</summary>
    private const ulong TurnNanoseconds = 100_000;

    private const int PriorityOfProcess = 0;

    private static readonly nint SetAttributesCall = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 314 : 274;

    /// <summary>Lowers the calling thread. Raising it back needs privileges.</summary>
    /// <param name="niceness">1 to 19, or 0 for none.</param>
    public static void Enter(int niceness) => Lower(thread: 0, niceness);

    /// <param name="thread">The kernel's id of a thread; 0 is the calling one. One that has ended is no loss.</param>
    /// <param name="niceness">1 to 19, or 0 for none.</param>
    public static void Lower(int thread, int niceness)
    {
        if (niceness <= 0 || !OperatingSystem.IsLinux())
        {
            return;
        }

        var attributes = new SchedulingAttributes { Size = SchedulingAttributes.FirstVersion, Niceness = niceness, Runtime = TurnNanoseconds };
        if (SystemCall(SetAttributesCall, thread, in attributes, flags: 0) != 0)
        {
            // Forbidden by a container's filter of system calls: niceness alone is asked for in another way.
            _ = SetPriority(PriorityOfProcess, thread, niceness);
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint thread, in SchedulingAttributes attributes, nint flags);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int niceness);

    /// <summary><c>struct sched_attr</c> as of its first version.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct SchedulingAttributes
    {
        public const uint FirstVersion = 48;

        public uint Size;

        /// <summary>0: an ordinary thread.</summary>
        public uint Policy;
        public ulong Flags;
        public int Niceness;
        public uint Priority;
        public ulong Runtime;
        public ulong Deadline;
        public ulong Period;
    }
}
