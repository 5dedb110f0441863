using System.Runtime.InteropServices;

namespace OneLink.Analytics.Embedded.Native;

/// <summary>What the host asks of the C library.</summary>
internal static unsafe partial class LibC
{
    /// <summary>Size of glibc's <c>struct sigaction</c> on x86-64; the handler's address comes first.</summary>
    internal const int SignalActionSize = 152;

    internal const int PriorityOfProcess = 0;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sigaction(int signal, byte* action, byte* previous);

    [LibraryImport("libc")]
    internal static partial int getsid(int process);

    /// <summary>On Linux a thread id may be given: niceness is kept by thread.</summary>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int setpriority(int which, int who, int priority);
}
