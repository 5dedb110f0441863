namespace OneLink.Admin.Feed;

/// <summary>How much of the change log is kept for edges that were away. What is older comes with a snapshot.</summary>
/// <param name="Age">Changes younger than this are kept, up to <paramref name="Count"/>.</param>
/// <param name="Count">No more changes than this are kept.</param>
internal sealed record FeedRetention(TimeSpan Age, long Count)
{
    /// <summary>A week covers an edge that was off over the holidays; a million small documents are some 200 MB.</summary>
    public static FeedRetention Default { get; } = new(TimeSpan.FromDays(7), 1_000_000);
}
