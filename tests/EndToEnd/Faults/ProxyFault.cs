namespace OneLink.EndToEnd.Faults;

/// <summary>What a <see cref="FaultProxy"/> does to what passes through it.</summary>
public enum ProxyFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>No connection can be made, and those that were are reset.</summary>
    Refuse,

    /// <summary>Connections are taken and nothing is ever answered.</summary>
    Hang,

    /// <summary>Every piece takes its time.</summary>
    Slow,

    /// <summary>The connection breaks within the request: ClickHouse has part of a batch.</summary>
    CutRequest,

    /// <summary>The connection breaks when the answer comes: ClickHouse has the batch, and nobody knows.</summary>
    CutAnswer,

    /// <summary>Each connection breaks after <see cref="FaultProxy.LaterBytes"/> of what comes back on it.</summary>
    CutLater,

    /// <summary>The network is away for a while: nothing passes, no end is told, and what was sent meanwhile arrives afterwards.</summary>
    Stall,

    /// <summary>
    /// The network is away for longer than something on the way remembers connections: those that wanted to pass anything are
    /// dead for good. Afterwards the server finds that out; the client is never told.
    /// </summary>
    Forget,

    /// <summary>A gateway answers in ClickHouse's place that it has trouble.</summary>
    BadGateway,
}
