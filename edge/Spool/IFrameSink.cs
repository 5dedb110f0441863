namespace OneLink.Edge.Spool;

/// <summary>Takes the payloads of intact frames, in the order in which they were written.</summary>
internal interface IFrameSink
{
    /// <summary>Whether reading stops here for now.</summary>
    bool IsFull { get; }

    /// <summary>Takes one payload; it is valid during the call only.</summary>
    void Add(ReadOnlySpan<byte> payload);
}
