namespace OneLink.Admin.Stats.Live;

/// <summary>Requests by kind.</summary>
internal readonly record struct LiveCounts(long Clicks, long Bots, long Prefetches)
{
    public long All => Clicks + Bots + Prefetches;

    public static LiveCounts Of(string kind) => kind switch
    {
        "human" => new(1, 0, 0),
        "prefetch" => new(0, 0, 1),
        _ => new(0, 1, 0),
    };

    public LiveCounts With(LiveCounts other) => new(Clicks + other.Clicks, Bots + other.Bots, Prefetches + other.Prefetches);
}
