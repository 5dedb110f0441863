namespace OneLink.Edge.FastLane;

/// <summary>What happens to a connection after its answers are written.</summary>
internal enum NextStep
{
    /// <summary>Everything whole is answered; more bytes may come.</summary>
    Receive,

    /// <summary>There are more requests, and enough answers to send first.</summary>
    Send,

    /// <summary>The link of the next request comes from disk; ask again when it is there.</summary>
    AwaitDisk,

    /// <summary>The next request is for Kestrel.</summary>
    HandOver,

    /// <summary>The client, or the edge, ends the connection here.</summary>
    Close,
}
