using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OneLink.Edge.Store.Log;

/// <summary>
/// Reads what the kernel's page cache holds, and only that: <c>preadv2(2)</c> with <c>RWF_NOWAIT</c> (Linux 4.14) comes
/// back at once where it would have to wait for the device. So a link that has left our memory and not the machine's costs
/// a system call and no hand-over to another thread.
/// </summary>
internal static unsafe partial class CachedRead
{
    private const int NoWait = 8; // RWF_NOWAIT

    /// <summary>Cleared where the C library or the kernel does not know the call.</summary>
    private static volatile bool s_isKnown = OperatingSystem.IsLinux();

    /// <summary>Reads <paramref name="length"/> bytes at <paramref name="offset"/>.</summary>
    /// <returns>False where not all of them are in memory; the destination holds nothing of use then.</returns>
    public static bool TryRead(SafeFileHandle file, IntPtr destination, uint length, long offset)
    {
        if (!s_isKnown)
        {
            return false;
        }

        var part = new Part { Memory = destination, Length = length };
        try
        {
            // Also -1 with EAGAIN (not in memory) and EOPNOTSUPP (not on this file system): the caller's other way works for both.
            return ReadAt(file, &part, 1, offset, NoWait) == length;
        }
        catch (EntryPointNotFoundException)
        {
            s_isKnown = false;
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "preadv2")]
    private static partial nint ReadAt(SafeFileHandle file, Part* parts, int count, long offset, int flags);

    /// <summary><c>struct iovec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Part
    {
        public IntPtr Memory;
        public nuint Length;
    }
}
