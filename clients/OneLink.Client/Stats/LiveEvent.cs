namespace OneLink.Client.Stats;

/// <summary>What a live stream says: a click, the sums so far, or that the reader was too slow.</summary>
public sealed record LiveEvent
{
    /// <summary>Of a click: resumes behind it.</summary>
    public string? Id { get; init; }

    public Click? Click { get; init; }

    public LiveCounters? Counters { get; init; }

    /// <summary>Clicks that were left out because the reader was too slow.</summary>
    public long Skipped { get; init; }
}
