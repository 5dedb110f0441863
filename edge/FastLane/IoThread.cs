using System.Runtime.InteropServices;
using OneLink.Edge.Handover;
using OneLink.Edge.Redirects;
using OneLink.Shared.Networks;

namespace OneLink.Edge.FastLane;

/// <summary>
/// One thread of the fast lane: waits for sockets (epoll), receives, answers and sends, all by itself.
/// <code>
///   wait ─▶ accept ─────────────▶ watch
///     └───▶ receive ─▶ answer (RequestResponder) ─▶ send ─▶ wait
///                          └─▶ hand over (Kestrel)    └─▶ blocked: keep the rest, go on when writable
/// </code>
/// A request is one <c>recv</c> and one <c>send</c>: sockets are watched edge-triggered, and a receive that did not fill its
/// buffer has emptied the socket, so that no further call has to find that out. Buffers belong to the thread.
/// </summary>
internal sealed unsafe partial class IoThread : IDisposable
{
    private const PollEvents ConnectionEvents = PollEvents.Readable | PollEvents.Writable | PollEvents.EndOfInput | PollEvents.EdgeTriggered;
    private const int InputBytes = 64 * 1024;
    private const int OutputBytes = 64 * 1024;

    /// <summary>Between two looks at who waits for too long.</summary>
    private const int SweepMs = 1000;

    /// <summary>Between two looks at what the disk has brought; it cannot wake the thread by itself.</summary>
    private const int DiskPollMs = 1;

    /// <summary>Rounds of receiving after which other connections have their turn.</summary>
    private const int MaxRounds = 8;

    private readonly RedirectLane _lane;
    private readonly RequestResponder _responder;
    private readonly FastLaneLimits _limits;
    private readonly Action<HandedOver> _handOver;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Poller _poller = new();
    private readonly ConnectionTable _connections = new();

    /// <summary>Connections that wait for a link from disk.</summary>
    private readonly List<ulong> _awaiting = [];
    private readonly List<ulong> _resumed = [];
    private readonly OutputBuffer _output = new(OutputBytes);
    private readonly byte* _input = (byte*)NativeMemory.AlignedAlloc(InputBytes, 64);
    private readonly Thread _thread;
    private readonly long _started;
    private long _unixTimeMs;
    private long _now;
    private long _sweptAt;
    private volatile bool _endsConnections;
    private volatile bool _isStopping;
    private volatile bool _isEnding;

    /// <param name="number">Number of the thread, for its name.</param>
    /// <param name="threads">Threads that share <paramref name="listener"/>.</param>
    /// <param name="listener">File descriptor of a listening, non-blocking socket.</param>
    /// <param name="listens">Whether it accepts at once; else from <see cref="Relisten"/> on.</param>
    /// <param name="lane">Its lane, for good.</param>
    /// <param name="redirector">Decides.</param>
    /// <param name="proxies">Whose forwarded addresses are believed.</param>
    /// <param name="limits">How long clients are waited for.</param>
    /// <param name="handOver">Takes the connections that are not for the fast lane.</param>
    /// <param name="clock">Time.</param>
    /// <param name="logger">Failures.</param>
    public IoThread(
        int number,
        int threads,
        int listener,
        bool listens,
        RedirectLane lane,
        Redirector redirector,
        TrustedProxies proxies,
        FastLaneLimits limits,
        Action<HandedOver> handOver,
        TimeProvider clock,
        ILogger logger)
    {
        _acceptsAtOnce = threads == 1 ? 64 : 4;
        _listener = listener;
        _lane = lane;
        _lane.Links.Waits = false;
        _responder = new RequestResponder(redirector, proxies, Counters);
        _limits = limits;
        _handOver = handOver;
        _clock = clock;
        _logger = logger;
        _started = clock.GetTimestamp();
        _mayListen = listens;
        Listen();
        _thread = new Thread(Run) { IsBackground = true, Name = $"fast lane {number}" };
        _thread.Start();
    }

    public FastLaneCounters Counters { get; } = new();

    /// <summary>Ends each connection with its next answer, which says so.</summary>
    public void EndConnections() => _endsConnections = true;

    public void Use(TrustedProxies proxies) => _responder.Use(proxies);

    /// <summary>
    /// Accepts no more connections. Each open one goes to the successor, where there is one, or is ended, when no answer is under
    /// way on it.
    /// </summary>
    public void Stop(Successor? successor = null)
    {
        _successor = successor is { TakesConnections: true } ? successor : null;
        _endsConnections = _successor is null;
        _isStopping = true;
        _poller.Wake();
    }

    /// <summary>Ends the thread, and with it the connections that are still open.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _isEnding = true;
        _poller.Wake();
        _thread.Join();
        _poller.Dispose();
        NativeMemory.AlignedFree(_input);
    }

    /// <summary>Waits until no connection is open.</summary>
    public void Join(TimeSpan limit) => _thread.Join(limit);

    private void Run()
    {
        ReadClock();
        while (!(_isEnding || (_isStopping && _connections.Count == 0)))
        {
            int count = _poller.Wait(_lane.Links.AsksDisk ? DiskPollMs : SweepMs);
            ReadClock();
            for (int i = 0; i < count; i++)
            {
                PollEvents events = _poller.EventAt(i, out ulong token);
                Handle(token, events);
            }

            if (_lane.Links.AsksDisk)
            {
                ResumeArrived();
            }

            if (_hasNews)
            {
                TakeNews();
            }

            if (_now - _sweptAt >= SweepMs || _isStopping)
            {
                Sweep();
            }

            Counters.SetOpen(_connections.Count);
        }

        foreach (FastConnection connection in _connections.Places)
        {
            if (connection.IsOpen)
            {
                Close(connection);
            }
        }

        Counters.SetOpen(0);
    }

    private void ReadClock()
    {
        _unixTimeMs = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        _now = (long)_clock.GetElapsedTime(_started).TotalMilliseconds;
    }

    private void Handle(ulong token, PollEvents events)
    {
        if (token == ListenerToken)
        {
            if (!_isStopping)
            {
                Accept(_acceptsAtOnce);
            }
        }
        else if (token == Poller.WakeToken)
        {
            // What it woke for is looked at between two rounds.
        }
        else if (_connections.TryGet(token, out FastConnection? connection))
        {
            Serve(connection, events);
        }
    }

    private void Serve(FastConnection connection, PollEvents events)
    {
        if (connection.AwaitsDisk)
        {
            // Whatever happened is found out when its link is there.
            return;
        }

        bool resumes = connection.HasUnsent || connection.WasInterrupted;
        connection.WasInterrupted = false;
        if (connection.HasUnsent)
        {
            SendRest(connection);
            if (connection.HasUnsent || !connection.IsOpen)
            {
                return;
            }
        }

        if (resumes || (events & ~PollEvents.Writable) != 0)
        {
            Exchange(connection, resumes, (events & (PollEvents.EndOfInput | PollEvents.HangUp | PollEvents.Error)) != 0);
        }
    }

    /// <summary>Receives, answers and sends until the socket has nothing more, or takes nothing more.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="resumes">Whether what was kept is looked at before anything is received.</param>
    /// <param name="ends">Whether the other side has said that it sends no more.</param>
    private void Exchange(FastConnection connection, bool resumes, bool ends)
    {
        connection.Unread.CopyTo(new Span<byte>(_input, InputBytes));
        int length = connection.Unread.Length;
        bool receives = !resumes;
        bool isEmptied = false;
        for (int round = 0; round < MaxRounds; round++)
        {
            if (receives)
            {
                int room = InputBytes - length;
                int received = StreamSocket.Receive(connection.Socket, _input + length, room);
                if (received <= 0)
                {
                    EndInput(connection, new ReadOnlySpan<byte>(_input, length), received);
                    return;
                }

                length += received;
                isEmptied = received < room && !ends;
            }

            NextStep next = Answer(connection, new ReadOnlySpan<byte>(_input, length), out int used);
            var rest = new ReadOnlySpan<byte>(_input + used, length - used);
            if (used > 0 || !connection.HasUnread)
            {
                connection.WaitsSince = _now;
            }

            if (!Send(connection, next, rest))
            {
                return;
            }

            if (next == NextStep.AwaitDisk)
            {
                connection.KeepUnread(rest);
                connection.AwaitsDisk = true;
                _awaiting.Add(ConnectionTable.TokenOf(connection));
                return;
            }

            if (isEmptied && next == NextStep.Receive)
            {
                connection.KeepUnread(rest);
                return;
            }

            rest.CopyTo(new Span<byte>(_input, InputBytes));
            length = rest.Length;
            receives = next == NextStep.Receive;
        }

        // Others first; epoll tells again that the socket is ready, at least to be written to.
        connection.WasInterrupted = true;
        connection.KeepUnread(new ReadOnlySpan<byte>(_input, length));
        _poller.WatchAgain(connection.Socket, ConnectionEvents, ConnectionTable.TokenOf(connection));
    }

    private NextStep Answer(FastConnection connection, ReadOnlySpan<byte> input, out int used)
    {
        try
        {
            return _responder.Answer(_lane, connection, input, _unixTimeMs, _endsConnections, _output, out used);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // One request must not end the thread that serves all others.
            LogFailed(e);
            _output.Clear();
            used = input.Length;
            return NextStep.Close;
        }
    }

    /// <summary>Goes on with the connections whose links may have come from disk.</summary>
    private void ResumeArrived()
    {
        if (!_lane.Links.CollectArrived())
        {
            return;
        }

        // A request that needs a second record from disk waits for it: by the time that it came, the first would be forgotten.
        _lane.Links.Waits = true;
        _resumed.AddRange(_awaiting);
        _awaiting.Clear();
        foreach (ulong token in _resumed)
        {
            if (_connections.TryGet(token, out FastConnection? connection))
            {
                connection.AwaitsDisk = false;
                Exchange(connection, resumes: true, ends: true);
            }
        }

        _resumed.Clear();
        _lane.Links.Waits = false;
        _lane.Links.ForgetArrived();
    }

    /// <summary>The socket has nothing (-1 with EAGAIN), failed (-1), or the other side sends no more (0).</summary>
    private void EndInput(FastConnection connection, ReadOnlySpan<byte> rest, int received)
    {
        if (received < 0 && Libc.LastError == Libc.WouldBlock)
        {
            connection.KeepUnread(rest);
        }
        else if (received == 0 && !rest.IsEmpty)
        {
            // Half a request and no more to come: Kestrel knows what to say.
            HandOver(connection, rest);
        }
        else
        {
            Close(connection);
        }
    }

    /// <summary>Sends the thread's output and takes the connection's next step.</summary>
    /// <returns>Whether the connection goes on here.</returns>
    private bool Send(FastConnection connection, NextStep next, ReadOnlySpan<byte> rest)
    {
        if (_output.Length > 0)
        {
            ReadOnlySpan<byte> unsent = StreamSocket.Send(connection.Socket, _output.Written, out bool failed);
            if (!unsent.IsEmpty && !failed)
            {
                connection.KeepUnsent(unsent);
                connection.KeepUnread(rest);
                connection.EndsAfterOutput = next == NextStep.Close;
                connection.HandsOverAfterOutput = next == NextStep.HandOver;
                connection.WaitsSince = _now;
                _output.Clear();
                return false;
            }

            _output.Clear();
            if (failed)
            {
                Close(connection);
                return false;
            }
        }

        if (next == NextStep.Close)
        {
            Close(connection);
            return false;
        }

        if (next == NextStep.HandOver)
        {
            HandOver(connection, rest);
            return false;
        }

        return true;
    }

    /// <summary>Goes on sending what the socket did not take before.</summary>
    private void SendRest(FastConnection connection)
    {
        ReadOnlySpan<byte> unsent = StreamSocket.Send(connection.Socket, connection.Unsent, out bool failed);
        if (failed)
        {
            Close(connection);
            return;
        }

        connection.Sent(connection.Unsent.Length - unsent.Length);
        if (connection.HasUnsent)
        {
            return;
        }

        connection.WaitsSince = _now;
        if (connection.EndsAfterOutput)
        {
            Close(connection);
        }
        else if (connection.HandsOverAfterOutput)
        {
            HandOver(connection, connection.Unread);
        }
    }

    private void Sweep()
    {
        _sweptAt = _now;
        Counters.ReadAllocated();
        if (_isStopping)
        {
            if (_successor is not null)
            {
                UnlistenAndAcceptRest();
            }

            Unlisten();
        }
        else
        {
            Listen();
        }

        foreach (FastConnection connection in _connections.Places)
        {
            if (connection.IsOpen)
            {
                EndIfOverdue(connection);
            }
        }
    }

    private void EndIfOverdue(FastConnection connection)
    {
        var waited = TimeSpan.FromMilliseconds(_now - connection.WaitsSince);
        if (connection.HasUnsent)
        {
            if (waited > _limits.OutputGrace + TimeSpan.FromSeconds(connection.Unsent.Length / (double)_limits.MinOutputRate))
            {
                CloseOverdue(connection);
            }
        }
        else if (_successor is not null && _isStopping)
        {
            PassOn(connection, _successor);
        }
        else if (connection.HasUnread)
        {
            if (waited > _limits.Head)
            {
                _responder.AnswerTimeout(_unixTimeMs, _output);
                StreamSocket.Send(connection.Socket, _output.Written, out _);
                _output.Clear();
                CloseOverdue(connection);
            }
        }
        else if (_isStopping)
        {
            Close(connection);
        }
        else if (waited > _limits.KeepAlive)
        {
            CloseOverdue(connection);
        }
    }

    private void CloseOverdue(FastConnection connection)
    {
        Counters.CountTimedOut();
        Close(connection);
    }

    private void Close(FastConnection connection)
    {
        _ = Libc.Close(connection.Socket);
        _connections.Remove(connection);
    }

    private void HandOver(FastConnection connection, ReadOnlySpan<byte> unread)
    {
        _poller.Forget(connection.Socket);
        var handedOver = new HandedOver(connection.Socket, unread.ToArray());
        _connections.Remove(connection);
        Counters.CountHandedOver();
        _handOver(handedOver);
    }

    [LoggerMessage(EventId = 6001, Level = LogLevel.Error, Message = "A connection was closed because answering failed")]
    private partial void LogFailed(Exception e);
}
