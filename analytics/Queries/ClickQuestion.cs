namespace OneLink.Analytics.Queries;

/// <summary>What is asked about the clicks of one link, or of all links of an account.</summary>
public sealed record ClickQuestion
{
    /// <summary>The account that asks: rows of another one are never read.</summary>
    public required uint AccountId { get; init; }

    /// <summary>Null: all links of the account.</summary>
    public ulong? LinkId { get; init; }

    /// <summary>Inclusive, whole milliseconds.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Exclusive, whole milliseconds.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Whose calendar the steps of the series follow.</summary>
    public required TimeZoneInfo Zone { get; init; }

    public SeriesInterval Interval { get; init; } = SeriesInterval.Day;

    public CountedClicks Counted { get; init; } = CountedClicks.People;

    public IReadOnlyList<ClickDimension> GroupBy { get; init; } = [];

    /// <summary>Dimensions of the cross table, none or two and more.</summary>
    public IReadOnlyList<ClickDimension> Pivot { get; init; } = [];

    public IReadOnlyList<ClickFilter> Filters { get; init; } = [];

    /// <summary>Requests that led to no link, of these types, in place of those for links. Only lists of clicks know them.</summary>
    public IReadOnlyList<string> Orphans { get; init; } = [];

    /// <summary>Rows of a group before the rest becomes <c>other</c>.</summary>
    public int GroupLimit { get; init; } = 50;

    /// <summary>Whether a click counts once for each tag of its link.</summary>
    internal bool NeedsTags() => GroupBy.Contains(ClickDimension.Tag) || Pivot.Contains(ClickDimension.Tag);

    /// <summary>Whether something is grouped by what links have.</summary>
    internal bool NeedsLinks() => GroupBy.Concat(Pivot).Any(dimension => dimension.IsOfLink());
}
