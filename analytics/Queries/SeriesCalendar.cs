namespace OneLink.Analytics.Queries;

/// <summary>
/// The steps of a series in a time zone's calendar: every one that has an instant in the range, in order, whether clicks
/// fell into it or not.
/// </summary>
public sealed class SeriesCalendar
{
    /// <summary>Earliest and latest instants that ranges may reach to.</summary>
    public static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The longest step, a month, may start this long before the range does.</summary>
    private const long LongestStep = 32 * SeriesKey.Day;

    private readonly SeriesInterval _interval;
    private readonly long _first;
    private readonly long _last;

    /// <param name="zone">Whose calendar it is.</param>
    /// <param name="interval">The steps.</param>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive, after <paramref name="from"/>.</param>
    public SeriesCalendar(TimeZoneInfo zone, SeriesInterval interval, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, to);
        _interval = interval;
        _first = from.ToUnixTimeSeconds();
        _last = to.AddTicks(-1).ToUnixTimeSeconds();
        Periods = ZonePeriods.Cover(zone, _first - LongestStep, _last + 1);
    }

    /// <summary>Clock changes, from one step before the range to its end.</summary>
    internal List<ZonePeriod> Periods { get; }

    /// <summary>The steps; one more than <paramref name="most"/> where there are more.</summary>
    public List<SeriesPoint> Points(int most)
    {
        var points = new List<SeriesPoint>();
        if (_interval == SeriesInterval.None)
        {
            return points;
        }

        var seen = new HashSet<long>();
        foreach (var period in Periods)
        {
            for (var at = Math.Max(period.Start, _first); at < period.End && points.Count <= most; at = Next(period, at))
            {
                var key = SeriesKey.Of(_interval, period, at);

                // Where clocks are set back over midnight, the day before is seen a second time.
                if (seen.Add(key))
                {
                    points.Add(new SeriesPoint(key, Start(key)));
                }
            }
        }

        points.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        return points;
    }

    /// <summary>The first second of the period's next step.</summary>
    private long Next(ZonePeriod period, long at)
    {
        var local = at + period.Offset;
        return _interval switch
        {
            SeriesInterval.Minute => ((at / SeriesKey.Minute) + 1) * SeriesKey.Minute,
            SeriesInterval.Hour => (((local / SeriesKey.Hour) + 1) * SeriesKey.Hour) - period.Offset,
            _ => SeriesKey.FirstSecond(_interval, SeriesKey.Of(_interval, period, at) + 1) - period.Offset,
        };
    }

    /// <summary>The first instant whose local time lies in the step: 01:00 on days whose midnight is skipped.</summary>
    private DateTimeOffset Start(long key)
    {
        var first = SeriesKey.FirstSecond(_interval, key);
        if (_interval is SeriesInterval.Minute or SeriesInterval.Hour)
        {
            return Periods.First(period => first < period.End).At(first);
        }

        var next = SeriesKey.FirstSecond(_interval, key + 1);
        var period = Periods.First(period => Math.Max(period.Start, first - period.Offset) < Math.Min(period.End, next - period.Offset));
        return period.At(Math.Max(period.Start, first - period.Offset));
    }
}
