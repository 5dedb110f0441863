namespace OneLink.Edge.Handover;

/// <summary>First byte of what two edges say to each other while one takes over from the other, in the order in which it is said. Never renumber.</summary>
internal enum HandoverMessage : byte
{
    /// <summary>The new one asks: version of this protocol, 1 where it takes open connections, its process number (4 bytes).</summary>
    Hello = 1,

    /// <summary>The old one will not, or not now: the reason in UTF-8.</summary>
    Refused = 2,

    /// <summary>The old one has stopped changing its links and saved them. The listening sockets, and <see cref="Inheritance"/>.</summary>
    Offer = 3,

    /// <summary>The new one has loaded everything; one step from serving.</summary>
    Ready = 4,

    /// <summary>From here on the new one serves. No way back.</summary>
    Yours = 5,

    /// <summary>An open connection: its socket, and what was received of a request.</summary>
    Connection = 6,
}
