using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace OneLink.Edge.Handover;

/// <summary>
/// The sockets that this process listens on. Where a predecessor had one for the same address it is that very socket, with the
/// connections that wait in it: another one beside it (SO_REUSEPORT) would have a queue of its own, which is lost with it.
/// </summary>
/// <param name="inherited">Descriptors of listening sockets, owned from here on.</param>
internal sealed class ListeningSockets(IEnumerable<int> inherited) : IDisposable
{
    /// <summary>Connections that wait to be accepted; Kestrel's own value.</summary>
    private const int Backlog = 512;

    private readonly Lock _lock = new();
    private readonly List<Socket> _inherited = [.. inherited.Select(static socket => new Socket(new SafeSocketHandle(socket, ownsHandle: true)))];
    private readonly List<Socket> _open = [];

    /// <summary>Descriptors of those in use.</summary>
    public IReadOnlyList<int> Open
    {
        get
        {
            lock (_lock)
            {
                return [.. _open.Select(static socket => (int)socket.Handle)];
            }
        }
    }

    /// <summary>The socket of an address, listening and non-blocking. The caller owns it.</summary>
    /// <exception cref="AddressInUseException">Somebody else listens there.</exception>
    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    public Socket Listen(IPEndPoint address)
    {
        lock (_lock)
        {
            Socket? known = _inherited.Find(socket => address.Equals(socket.LocalEndPoint));
            if (known is not null)
            {
                _inherited.Remove(known);
            }

            Socket socket = known ?? Bind(address);
            socket.Blocking = false;
            _open.Add(socket);
            return socket;
        }
    }

    /// <summary>Closes what was inherited and is not listened on any more.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _inherited.ForEach(static socket => socket.Dispose());
            _inherited.Clear();
        }
    }

    private static Socket Bind(IPEndPoint address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            // Accepted sockets inherit it (tcp(7)).
            socket.NoDelay = true;
            socket.Bind(address);
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw e.SocketErrorCode == SocketError.AddressAlreadyInUse ? new AddressInUseException(e.Message, e) : e;
        }
    }
}
