namespace OneLink.Edge.FastLane;

/// <summary>How long the fast lane waits for its clients: Kestrel's limits, with Kestrel's defaults.</summary>
internal sealed record FastLaneLimits
{
    /// <summary>Between two requests of a connection.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>From the first byte of a head to its last.</summary>
    public TimeSpan Head { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For a client that does not take its answer, beside what its size allows.</summary>
    public TimeSpan OutputGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The slowest client that is waited for, bytes a second.</summary>
    public int MinOutputRate { get; init; } = 240;

    /// <summary>For requests that are under way when the edge stops.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(5);
}
