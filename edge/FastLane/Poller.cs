using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace OneLink.Edge.FastLane;

/// <summary>
/// An epoll instance (epoll(7)) of one thread, and the way to wake that thread from another. Connections are watched
/// edge-triggered, registered once for their whole life: a request costs no <c>epoll_ctl</c>.
/// </summary>
internal sealed unsafe class Poller : IDisposable
{
    /// <summary>Token of the event that <see cref="Wake"/> causes.</summary>
    public const ulong WakeToken = ulong.MaxValue;

    private const int Capacity = 512;
    private const int Add = 1;    // EPOLL_CTL_ADD
    private const int Delete = 2; // EPOLL_CTL_DEL
    private const int Modify = 3; // EPOLL_CTL_MOD
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;

    /// <summary>struct epoll_event is packed on x86-64 alone (12 bytes, data at 4); elsewhere it has its natural layout.</summary>
    private static readonly int EventBytes = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int TokenOffset = EventBytes - sizeof(ulong);

    private readonly byte* _events = (byte*)NativeMemory.AlignedAlloc((nuint)(Capacity * 16), 64);
    private readonly int _epoll;
    private readonly int _wake;

    /// <exception cref="IOException">The system gives no more files.</exception>
    public Poller()
    {
        _epoll = Libc.EpollCreate(CloseOnExec);
        _wake = Libc.EventFile(0, CloseOnExec | NonBlocking);
        if (_epoll < 0 || _wake < 0)
        {
            throw new IOException($"cannot make an epoll instance: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        Watch(_wake, PollEvents.Readable | PollEvents.EdgeTriggered, WakeToken);
    }

    /// <exception cref="IOException">The system does not watch this file.</exception>
    public void Watch(int file, PollEvents events, ulong token) => Control(Add, file, events, token);

    /// <summary>Has what is ready at this moment told once more.</summary>
    public void WatchAgain(int file, PollEvents events, ulong token) => Control(Modify, file, events, token);

    /// <summary>Stops watching a file that stays open. A closed one is forgotten by the system itself.</summary>
    public void Forget(int file)
    {
        byte* unused = stackalloc byte[16];
        _ = Libc.EpollControl(_epoll, Delete, file, unused);
    }

    /// <summary>Waits for events.</summary>
    /// <param name="timeoutMs">Longest wait in milliseconds; 0 only looks.</param>
    /// <returns>How many there are; read them by <see cref="EventAt"/>.</returns>
    public int Wait(int timeoutMs) => Math.Max(0, Libc.EpollWait(_epoll, _events, Capacity, timeoutMs));

    public PollEvents EventAt(int index, out ulong token)
    {
        byte* one = _events + (index * EventBytes);
        token = *(ulong*)(one + TokenOffset);
        return (PollEvents)(*(uint*)one);
    }

    /// <summary>Ends the current or next <see cref="Wait"/>. From any thread.</summary>
    public void Wake()
    {
        ulong one = 1;
        _ = Libc.Write(_wake, (byte*)&one, sizeof(ulong));
    }

    public void Dispose()
    {
        _ = Libc.Close(_wake);
        _ = Libc.Close(_epoll);
        NativeMemory.AlignedFree(_events);
    }

    private void Control(int operation, int file, PollEvents events, ulong token)
    {
        byte* one = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(new Span<byte>(one, 4), (uint)events);
        *(ulong*)(one + TokenOffset) = token;
        if (Libc.EpollControl(_epoll, operation, file, one) < 0)
        {
            throw new IOException($"cannot watch a socket: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }
}
