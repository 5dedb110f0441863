using System.Runtime.InteropServices;

namespace OneLink.Shared.Tests.Scheduling;

/// <summary>How the kernel schedules the calling thread: sched_getattr(2).</summary>
/// <param name="Niceness">-20 to 19.</param>
/// <param name="TurnNanoseconds">Length of a turn of an ordinary thread; 0 before Linux 6.12.</param>
internal readonly partial record struct ThreadSchedule(int Niceness, ulong TurnNanoseconds)
{
    /// <summary><c>struct sched_attr</c> as of its first version: niceness at 16, runtime at 24.</summary>
    private const int AttributeBytes = 48;
    private const int NicenessAt = 16;
    private const int RuntimeAt = 24;

    private static readonly nint GetAttributesCall = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 315 : 275;

    /// <summary>Of the calling thread.</summary>
    public static ThreadSchedule Current
    {
        get
        {
            Span<byte> attributes = stackalloc byte[AttributeBytes];
            Assert.Equal(0, SystemCall(GetAttributesCall, 0, ref MemoryMarshal.GetReference(attributes), AttributeBytes, 0));
            return new ThreadSchedule(MemoryMarshal.Read<int>(attributes[NicenessAt..]), MemoryMarshal.Read<ulong>(attributes[RuntimeAt..]));
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint thread, ref byte attributes, nint size, nint flags);
}
