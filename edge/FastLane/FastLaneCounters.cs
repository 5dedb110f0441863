namespace OneLink.Edge.FastLane;

/// <summary>What one I/O thread has done. Written by that thread alone; read at most a moment late.</summary>
internal sealed class FastLaneCounters
{
    private long _accepted;
    private long _answered;
    private long _handedOver;
    private long _timedOut;
    private long _open;
    private long _allocated;

    public long Accepted => Volatile.Read(ref _accepted);

    /// <summary>Requests answered here.</summary>
    public long Answered => Volatile.Read(ref _answered);

    /// <summary>Connections given to Kestrel.</summary>
    public long HandedOver => Volatile.Read(ref _handedOver);

    /// <summary>Connections closed because their client was too slow, or silent for too long.</summary>
    public long TimedOut => Volatile.Read(ref _timedOut);

    /// <summary>Connections open now.</summary>
    public long Open => Volatile.Read(ref _open);

    /// <summary>Bytes that the thread has allocated on the managed heap; up to a second old.</summary>
    public long Allocated => Volatile.Read(ref _allocated);

    public void CountAccepted() => _accepted++;

    public void CountAnswered() => _answered++;

    public void CountHandedOver() => _handedOver++;

    public void CountTimedOut() => _timedOut++;

    public void SetOpen(int count) => _open = count;

    /// <summary>Called by the thread itself.</summary>
    public void ReadAllocated() => _allocated = GC.GetAllocatedBytesForCurrentThread();
}
