namespace OneLink.Edge.Store;

/// <summary>What the edge knows of its links; written by the feed, read by requests and health checks.</summary>
internal sealed class StoreReadiness
{
    private long _sequence;
    private long _knownSequence;
    private volatile bool _hasLinks;
    private volatile bool _isCaughtUp;
    private volatile string? _refusal;

    /// <summary>Whether the links are a whole set: recovered from a checkpoint or loaded from a snapshot.</summary>
    public bool HasLinks => _hasLinks;

    /// <summary>Whether the feed is connected and nothing published is missing.</summary>
    public bool IsCaughtUp => _isCaughtUp;

    /// <summary>Why the admin gives this edge nothing, although it is there; null where it does.</summary>
    public string? Refusal => _refusal;

    /// <summary>Last applied sequence.</summary>
    public ulong Sequence => (ulong)Volatile.Read(ref _sequence);

    /// <summary>Newest sequence that the admin told of.</summary>
    public ulong KnownSequence => (ulong)Volatile.Read(ref _knownSequence);

    public void Loaded(ulong sequence)
    {
        Volatile.Write(ref _sequence, (long)sequence);
        _hasLinks = true;
    }

    public void Applied(ulong sequence)
    {
        Volatile.Write(ref _sequence, (long)sequence);
        Learn(sequence);
    }

    /// <summary>The admin told its newest sequence, which it does once a stream has sent everything up to it.</summary>
    public void Heard(ulong sequence)
    {
        Learn(sequence);
        _isCaughtUp = Sequence >= KnownSequence;
    }

    public void Disconnected() => _isCaughtUp = false;

    /// <param name="reason">Null once the admin answers again.</param>
    public void Refused(string? reason) => _refusal = reason;

    private void Learn(ulong sequence)
    {
        if (sequence > KnownSequence)
        {
            Volatile.Write(ref _knownSequence, (long)sequence);
        }
    }
}
