using OneLink.Shared.Feed;

namespace OneLink.Admin.Feed;

/// <summary>What of the change log is there.</summary>
internal sealed record ChangeLogBounds
{
    /// <summary>Highest sequence given so far; 0 before the first change.</summary>
    public required long LastSequence { get; init; }

    /// <summary>Highest sequence that is no longer in the log.</summary>
    public required long TrimmedThrough { get; init; }

    /// <summary>Highest sequence of which the log does not tell whose change it is.</summary>
    public required long AccountsFrom { get; init; }

    /// <summary>Whether a reader of these accounts that has applied everything up to <paramref name="position"/> can go on from the log.</summary>
    public bool Reaches(long position, FeedScope scope)
        => position >= TrimmedThrough && position <= LastSequence && (scope.IsAll || position >= AccountsFrom);
}
