namespace OneLink.Edge.FastLane;

/// <summary>The flags of epoll(7) that the fast lane uses.</summary>
[Flags]
internal enum PollEvents : uint
{
    None = 0,

    /// <summary>EPOLLIN.</summary>
    Readable = 0x001,

    /// <summary>EPOLLOUT.</summary>
    Writable = 0x004,

    /// <summary>EPOLLERR; always watched.</summary>
    Error = 0x008,

    /// <summary>EPOLLHUP; always watched.</summary>
    HangUp = 0x010,

    /// <summary>EPOLLRDHUP: the other side sends no more.</summary>
    EndOfInput = 0x2000,

    /// <summary>EPOLLEXCLUSIVE: of several threads that watch one listening socket, not all are woken for one connection.</summary>
    Exclusive = 1u << 28,

    /// <summary>EPOLLET.</summary>
    EdgeTriggered = 1u << 31,
}
