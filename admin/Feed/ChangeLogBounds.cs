namespace OneLink.Admin.Feed;

/// <summary>What of the change log is there.</summary>
internal sealed record ChangeLogBounds
{
    /// <summary>Highest sequence given so far; 0 before the first change.</summary>
    public required long LastSequence { get; init; }

    /// <summary>Highest sequence that is no longer in the log.</summary>
    public required long TrimmedThrough { get; init; }

    /// <summary>Whether a reader that has applied everything up to <paramref name="position"/> can go on from the log.</summary>
    public bool Reaches(long position) => position >= TrimmedThrough && position <= LastSequence;
}
