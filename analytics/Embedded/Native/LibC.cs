using System.Runtime.InteropServices;

namespace OneLink.Analytics.Embedded.Native;

/// <summary>What the host asks of the C library.</summary>
internal static unsafe partial class LibC
{
    /// <summary>Size of glibc's <c>struct sigaction</c> on x86-64; the handler's address comes first.</summary>
    internal const int SignalActionSize = 152;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sigaction(int signal, byte* action, byte* previous);

    [LibraryImport("libc")]
    internal static partial int getsid(int process);
}
