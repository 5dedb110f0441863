using System.Runtime.InteropServices;
using OneLink.Analytics.Embedded.Native;

namespace OneLink.Analytics.Embedded.Signals;

/// <summary>
/// Keeps the process's signal handlers while libchdb connects. The engine takes SIGRTMIN for its <c>system.stack_trace</c>
/// at the first connect, even with its handlers switched off, but the .NET runtime suspends threads with that very
/// signal: without it a garbage collection waits until every tight loop ends by itself (4.6 s where 4 ms were measured).
/// </summary>
internal sealed unsafe class SignalGuard
{
    private const int LastSignal = 64;

    /// <summary>SIGRTMIN as programs see it; glibc keeps 32 and 33 for its threads.</summary>
    private const int RuntimeSuspension = 34;

    /// <summary>SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV and SIGRTMIN: the runtime sets them before Main, and for good.</summary>
    private static readonly int[] OfTheRuntime = [4, 5, 6, 7, 8, 11, RuntimeSuspension];

    /// <summary>SIGKILL and SIGSTOP cannot have a handler, 32 and 33 belong to glibc.</summary>
    private static readonly int[] All = [.. Enumerable.Range(1, LastSignal).Except([9, 19, 32, 33])];

    /// <summary>Lives as long as the process.</summary>
    private readonly byte* _actions = (byte*)NativeMemory.AllocZeroed(LastSignal + 1, LibC.SignalActionSize);

    /// <summary>Remembers the handlers of all signals as they are now.</summary>
    internal SignalGuard()
    {
        foreach (var signal in All)
        {
            _ = LibC.sigaction(signal, null, Action(signal));
        }
    }

    /// <summary>After the first connect: puts back every handler that was replaced.</summary>
    /// <exception cref="StartupException">The runtime's handlers could not be put back; the process must not go on.</exception>
    internal void RestoreAll() => Restore(All);

    /// <summary>
    /// After every later connect: puts back the runtime's own handlers only, as the host has set others (SIGTERM) since.
    /// </summary>
    internal void RestoreRuntime() => Restore(OfTheRuntime);

    private void Restore(int[] signals)
    {
        foreach (var signal in signals)
        {
            if (HandlerNow(signal) != Remembered(signal))
            {
                _ = LibC.sigaction(signal, Action(signal), null);
            }
        }

        foreach (var signal in OfTheRuntime)
        {
            if (HandlerNow(signal) != Remembered(signal))
            {
                throw new StartupException($"libchdb took signal {signal} and the .NET runtime's handler could not be restored; the process would hang or die.");
            }
        }
    }

    private byte* Action(int signal) => _actions + (signal * LibC.SignalActionSize);

    private nint Remembered(int signal) => *(nint*)Action(signal);

    private static nint HandlerNow(int signal)
    {
        var action = stackalloc byte[LibC.SignalActionSize];
        _ = LibC.sigaction(signal, null, action);
        return *(nint*)action;
    }
}
