using System.Collections.Concurrent;
using OneLink.Edge.Handover;

namespace OneLink.Edge.FastLane;

/// <summary>Where connections come from and go to: the listening socket, the process before this one, and the one after it.</summary>
internal sealed unsafe partial class IoThread
{
    private const ulong ListenerToken = Poller.WakeToken - 1;

    /// <summary>Connections accepted before others have their turn; few, where several threads share the listening socket.</summary>
    private readonly int _acceptsAtOnce;
    private readonly int _listener;
    private bool _isListening;
    private bool _mayListen;

    /// <summary>Connections of an earlier process that this thread goes on with.</summary>
    private readonly ConcurrentQueue<HandedOver> _adopted = [];
    private Successor? _successor;

    /// <summary>Whether somebody has asked for one of <see cref="Relisten"/>, <see cref="EndListening"/> and <see cref="Adopt"/>: one look between two rounds for all.</summary>
    private volatile bool _hasNews;
    private volatile bool _listensAnew;
    private volatile bool _unlistens;
    private volatile bool _hasUnlistened;

    /// <summary>Accepts from here on, and looks whether somebody waits already.</summary>
    public void Relisten()
    {
        _listensAnew = true;
        _hasNews = true;
        _poller.Wake();
    }

    /// <summary>Accepts those who wait already, and nobody after them.</summary>
    public void EndListening()
    {
        _unlistens = true;
        _hasNews = true;
        _poller.Wake();
    }

    /// <summary>Whether <see cref="EndListening"/> was done and those who waited are counted.</summary>
    public bool HasUnlistened => _hasUnlistened;

    /// <summary>Goes on with a connection of an earlier process.</summary>
    public void Adopt(HandedOver connection)
    {
        _adopted.Enqueue(connection);
        _hasNews = true;
        _poller.Wake();
    }

    private void Accept(int most)
    {
        Span<byte> address = stackalloc byte[StreamSocket.AddressBytes];
        for (int i = 0; i < most; i++)
        {
            int socket = StreamSocket.Accept(_listener, address, out int addressLength);
            if (socket < 0)
            {
                if (Libc.LastError is Libc.ProcessFileLimit or Libc.SystemFileLimit)
                {
                    // The listening socket stays ready: looking away for a while keeps this from being a busy loop.
                    LogTooManyFiles();
                    Unlisten();
                }

                return;
            }

            Counters.CountAccepted();
            Open(socket, address[..addressLength], unread: default);
        }
    }

    private void Open(int socket, ReadOnlySpan<byte> address, ReadOnlySpan<byte> unread)
    {
        FastConnection connection = _connections.Add(socket, _now, out _);
        address.CopyTo(connection.Address);
        connection.AddressLength = address.Length;
        connection.KeepUnread(unread);
        Watch(connection);
    }

    private void Watch(FastConnection connection)
    {
        try
        {
            _poller.Watch(connection.Socket, ConnectionEvents, ConnectionTable.TokenOf(connection));
        }
        catch (IOException e)
        {
            // The kernel's memory for watches is used up (fs.epoll.max_user_watches).
            LogFailed(e);
            Close(connection);
        }
    }

    private void TakeNews()
    {
        _hasNews = false;
        if (_listensAnew && !_isStopping)
        {
            // Watched anew, the socket tells at once whether it has connections.
            _listensAnew = false;
            _mayListen = true;
            Unlisten();
            Listen();
        }

        if (_unlistens)
        {
            _unlistens = false;
            _mayListen = false;
            UnlistenAndAcceptRest();
            Counters.SetOpen(_connections.Count);
            _hasUnlistened = true;
        }

        Span<byte> address = stackalloc byte[StreamSocket.AddressBytes];
        while (_adopted.TryDequeue(out HandedOver connection))
        {
            int length = StreamSocket.PeerAddress(connection.Socket, address);
            if (length < 0)
            {
                connection.Close();
            }
            else
            {
                Open(connection.Socket, address[..length], connection.Unread);
            }
        }
    }

    /// <summary>Gives a connection to the successor, unless a request on it is being answered.</summary>
    private void PassOn(FastConnection connection, Successor successor)
    {
        if (connection.AwaitsDisk || connection.WasInterrupted)
        {
            return;
        }

        // Not watched by two: what arrives from here on is the successor's.
        _poller.Forget(connection.Socket);
        if (successor.TryTake(connection.Socket, connection.Unread))
        {
            Close(connection);
        }
        else
        {
            _successor = null;
            _endsConnections = true;
            Watch(connection);
        }
    }

    private void Listen()
    {
        if (!_isListening && _mayListen)
        {
            _poller.Watch(_listener, PollEvents.Readable | PollEvents.Exclusive, ListenerToken);
            _isListening = true;
        }
    }

    private void Unlisten()
    {
        if (_isListening)
        {
            _poller.Forget(_listener);
            _isListening = false;
        }
    }

    /// <summary>For some of those who wait this thread was woken, and nobody else: they would wait for the other process's next one.</summary>
    private void UnlistenAndAcceptRest()
    {
        if (_isListening)
        {
            Unlisten();
            Accept(int.MaxValue);
        }
    }

    [LoggerMessage(EventId = 6002, Level = LogLevel.Warning, Message = "No more connections can be accepted for a second: the limit of open files is reached (ulimit -n)")]
    private partial void LogTooManyFiles();
}
