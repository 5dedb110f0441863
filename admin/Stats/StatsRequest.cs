using OneLink.Admin.Problems;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>What a request asks about clicks: valid in itself, whatever the links.</summary>
internal sealed record StatsRequest
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 1_000;
    public const int MaxPoints = 10_000;

    public required StatsRange Range { get; init; }

    public required SeriesInterval Interval { get; init; }

    public required CountedClicks Counted { get; init; }

    public required IReadOnlyList<ClickDimension> GroupBy { get; init; }

    public required IReadOnlyList<ClickFilter> Filters { get; init; }

    /// <summary>Dimensions of the cross table; none where it is not asked for.</summary>
    public IReadOnlyList<ClickDimension> Pivot { get; init; } = [];

    public StatsComparison Comparison { get; init; }

    /// <summary>Whether conversions and revenue are asked for beside the clicks.</summary>
    public bool WithConversions { get; init; }

    /// <summary>Type of the conversions by which variants are judged; null for any.</summary>
    public string? VerdictBy { get; init; }

    public required int Limit { get; init; }

    public required StatsFormat Format { get; init; }

    public required StatsShape Shape { get; init; }

    /// <param name="accountId">Whose clicks.</param>
    /// <param name="linkId">Null: of all links.</param>
    /// <param name="filters">With links and domains by number.</param>
    /// <param name="from">Start of the range.</param>
    public ClickQuestion Ask(long accountId, long? linkId, IReadOnlyList<ClickFilter> filters, DateTimeOffset from) => new()
    {
        AccountId = checked((uint)accountId),
        LinkId = linkId is { } link ? checked((ulong)link) : null,
        From = from,
        To = Range.To,
        Zone = Range.Zone,
        Interval = Interval,
        Counted = Counted,
        GroupBy = GroupBy,
        Pivot = Pivot,
        Filters = filters,
        GroupLimit = Limit,
    };

    /// <summary>Series of a length that nobody can read are refused, with the step that would do.</summary>
    public void CheckPoints(DateTimeOffset from, FieldErrors errors)
    {
        if (Points(Interval, from) <= MaxPoints)
        {
            return;
        }

        for (var wider = Interval + 1; wider <= SeriesInterval.Month; wider++)
        {
            if (Points(wider, from) is var points and <= MaxPoints)
            {
                errors.Add("interval", FormattableString.Invariant(
                    $"{SeriesIntervals.Name(Interval)} gives more than {MaxPoints:N0} points over this range; {SeriesIntervals.Name(wider)} fits with {points:N0}."));
                return;
            }
        }
    }

    private int Points(SeriesInterval interval, DateTimeOffset from) => new SeriesCalendar(Range.Zone, interval, from, Range.To).Points(MaxPoints).Count;
}
