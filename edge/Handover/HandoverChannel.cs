using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OneLink.Edge.Handover;

/// <summary>
/// What two edges on one folder speak through: a Unix socket that keeps messages apart (SOCK_SEQPACKET) and carries file descriptors
/// (SCM_RIGHTS, unix(7)). Its end tells that the other process has ended. Calls block.
/// </summary>
internal sealed unsafe partial class HandoverChannel : IDisposable
{
    /// <summary>The largest message: what was received of one request, and its kind.</summary>
    public const int MaxBytes = (64 * 1024) + 1;

    /// <summary>Descriptors that one message carries at most.</summary>
    public const int MaxSockets = 8;

    /// <summary>Nobody who is alive lets the other wait for so long.</summary>
    private const int SendSeconds = 5;

    private const int Unix = 1;                      // AF_UNIX
    private const int SequencedPackets = 5 | 0x80000; // SOCK_SEQPACKET | SOCK_CLOEXEC
    private const int CloseOnExec = 0x80000;         // SOCK_CLOEXEC, O_CLOEXEC
    private const int SocketLevel = 1;               // SOL_SOCKET
    private const int SendTimeout = 21;              // SO_SNDTIMEO
    private const int Rights = 1;                    // SCM_RIGHTS
    private const int NoSignal = 0x4000;             // MSG_NOSIGNAL
    private const int ReceivedCloseOnExec = 0x40000000; // MSG_CMSG_CLOEXEC
    private const int Interrupted = 4;               // EINTR
    private const short Readable = 1;                // POLLIN

    /// <summary>sizeof(struct cmsghdr), which is aligned already.</summary>
    private const int ControlHeadBytes = 16;
    private const int ControlBytes = ControlHeadBytes + (MaxSockets * sizeof(int));
    private const int PathBytes = 108;

    private readonly SafeFileHandle _socket;
    private readonly byte[] _received = new byte[MaxBytes];

    private HandoverChannel(SafeFileHandle socket)
    {
        _socket = socket;
        long* limit = stackalloc long[2] { SendSeconds, 0 };
        _ = SetOption(socket, SocketLevel, SendTimeout, limit, 2 * sizeof(long));
    }

    /// <summary>Waits at <paramref name="name"/> in a folder; a name that an earlier process left there is taken over.</summary>
    /// <exception cref="IOException">The socket cannot be made.</exception>
    public static SafeFileHandle Listen(string folder, string name)
    {
        File.Delete(Path.Combine(folder, name));
        SafeFileHandle socket = New();
        if (At(folder, name, (address, length) => Bind(socket, address, length)) < 0 || Listen(socket, 1) < 0)
        {
            throw Failed("cannot listen at " + Path.Combine(folder, name));
        }

        return socket;
    }

    /// <summary>Waits for the next process that asks.</summary>
    /// <returns>Null where the socket is no more.</returns>
    public static HandoverChannel? Accept(SafeFileHandle listener)
    {
        int socket;
        do
        {
            socket = Accept(listener, null, null, CloseOnExec);
        }
        while (socket < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return socket < 0 ? null : new HandoverChannel(new SafeFileHandle(socket, ownsHandle: true));
    }

    /// <returns>Null where nobody waits there.</returns>
    public static HandoverChannel? Connect(string folder, string name)
    {
        SafeFileHandle socket = New();
        if (At(folder, name, (address, length) => Connect(socket, address, length)) < 0)
        {
            socket.Dispose();
            return null;
        }

        return new HandoverChannel(socket);
    }

    /// <summary>Sends a message; the descriptors stay the caller's.</summary>
    /// <returns>False where the other side is no more, or does not listen.</returns>
    public bool Send(HandoverMessage kind, ReadOnlySpan<byte> payload = default, ReadOnlySpan<int> sockets = default)
    {
        byte* control = stackalloc byte[ControlBytes];
        byte first = (byte)kind;
        fixed (byte* rest = payload)
        {
            Part* parts = stackalloc Part[2] { new() { Address = &first, Length = 1 }, new() { Address = rest, Length = (nuint)payload.Length } };
            var message = new Message { Parts = parts, PartCount = 2 };
            if (!sockets.IsEmpty)
            {
                var head = (ControlHead*)control;
                *head = new ControlHead { Length = (nuint)(ControlHeadBytes + (sockets.Length * sizeof(int))), Level = SocketLevel, Kind = Rights };
                sockets.CopyTo(new Span<int>(control + ControlHeadBytes, MaxSockets));
                message.Control = control;
                message.ControlLength = (nuint)(ControlHeadBytes + (((sockets.Length * sizeof(int)) + 7) & -8));
            }

            nint sent;
            do
            {
                sent = SendMessage(_socket, &message, NoSignal);
            }
            while (sent < 0 && Marshal.GetLastPInvokeError() == Interrupted);
            return sent >= 0;
        }
    }

    /// <summary>Waits for a message.</summary>
    /// <param name="limit">How long.</param>
    /// <param name="sockets">Receives the descriptors that came with it, which are the caller's to close.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="payload">What it says, until the next call.</param>
    /// <returns>False where the other side is no more, or says nothing for so long.</returns>
    public bool TryReceive(TimeSpan limit, List<int> sockets, out HandoverMessage kind, out ReadOnlySpan<byte> payload)
    {
        kind = default;
        payload = default;
        var wait = new Watched { File = (int)_socket.DangerousGetHandle(), Events = Readable };
        int ready;
        do
        {
            ready = Poll(&wait, 1, (int)limit.TotalMilliseconds);
        }
        while (ready < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        if (ready <= 0)
        {
            return false;
        }

        byte* control = stackalloc byte[ControlBytes];
        fixed (byte* buffer = _received)
        {
            var part = new Part { Address = buffer, Length = MaxBytes };
            var message = new Message { Parts = &part, PartCount = 1, Control = control, ControlLength = ControlBytes };
            nint length = ReceiveMessage(_socket, &message, ReceivedCloseOnExec);
            if (length <= 0)
            {
                return false;
            }

            var head = (ControlHead*)control;
            if (message.ControlLength >= ControlHeadBytes && head->Level == SocketLevel && head->Kind == Rights)
            {
                sockets.AddRange(new ReadOnlySpan<int>(control + ControlHeadBytes, ((int)head->Length - ControlHeadBytes) / sizeof(int)));
            }

            kind = (HandoverMessage)_received[0];
            payload = _received.AsSpan(1, (int)length - 1);
            return true;
        }
    }

    public void Dispose() => _socket.Dispose();

    private static SafeFileHandle New()
    {
        int socket = Socket(Unix, SequencedPackets, 0);
        return socket < 0 ? throw Failed("cannot make a Unix socket") : new SafeFileHandle(socket, ownsHandle: true);
    }

    /// <summary>Calls with the address of a socket in a folder, whose path may be longer than an address: the folder is opened, and named by its number.</summary>
    private static int At(string folder, string name, AddressCall call)
    {
        using SafeFileHandle opened = Open(folder, CloseOnExec);
        if (opened.IsInvalid)
        {
            throw Failed("cannot open " + folder);
        }

        byte* address = stackalloc byte[sizeof(ushort) + PathBytes];
        new Span<byte>(address, sizeof(ushort) + PathBytes).Clear();
        *(ushort*)address = Unix;
        Encoding.UTF8.GetBytes($"/proc/self/fd/{opened.DangerousGetHandle()}/{name}", new Span<byte>(address + sizeof(ushort), PathBytes - 1));
        return call(address, sizeof(ushort) + PathBytes);
    }

    private static IOException Failed(string what) => new($"{what}: {Marshal.GetLastPInvokeErrorMessage()}");

    private delegate int AddressCall(byte* address, int length);

    /// <summary>struct iovec.</summary>
    private struct Part
    {
        public byte* Address;
        public nuint Length;
    }

    /// <summary>struct msghdr.</summary>
    private struct Message
    {
        public void* Name;
        public uint NameLength;
        public Part* Parts;
        public nuint PartCount;
        public byte* Control;
        public nuint ControlLength;
        public int Flags;
    }

    /// <summary>struct cmsghdr.</summary>
    private struct ControlHead
    {
        public nuint Length;
        public int Level;
        public int Kind;
    }

    /// <summary>struct pollfd.</summary>
    private struct Watched
    {
        public int File;
        public short Events;
        public short Happened;
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Socket(int family, int kind, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static partial int Bind(SafeFileHandle socket, byte* address, int length);

    [LibraryImport("libc", EntryPoint = "listen", SetLastError = true)]
    private static partial int Listen(SafeFileHandle socket, int backlog);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    private static partial int Connect(SafeFileHandle socket, byte* address, int length);

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    private static partial int Accept(SafeFileHandle socket, byte* address, int* length, int flags);

    [LibraryImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    private static partial nint SendMessage(SafeFileHandle socket, Message* message, int flags);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static partial nint ReceiveMessage(SafeFileHandle socket, Message* message, int flags);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetOption(SafeFileHandle socket, int level, int option, void* value, uint length);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(Watched* files, nuint count, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);
}
