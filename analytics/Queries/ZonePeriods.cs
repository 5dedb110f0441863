namespace OneLink.Analytics.Queries;

/// <summary>
/// Finds where the clocks of a time zone change. .NET's zone data decides alone: the changes travel with each query, so
/// that ClickHouse's own copy of the zone data, of another age, can never disagree with the zero-filled series.
/// </summary>
internal static class ZonePeriods
{
    /// <summary>No zone changes its clocks twice within a day.</summary>
    private const long ProbeSeconds = 24 * 3600;

    /// <summary>Periods that cover from <paramref name="start"/> to <paramref name="end"/>, in order and without gaps.</summary>
    public static List<ZonePeriod> Cover(TimeZoneInfo zone, long start, long end)
    {
        var periods = new List<ZonePeriod>();
        var opened = start;
        for (var known = start; known < end;)
        {
            var probe = Math.Min(known + ProbeSeconds, end);
            if (Offset(zone, probe) != Offset(zone, known))
            {
                var change = FirstChange(zone, known, probe);
                periods.Add(new ZonePeriod(opened, change, Offset(zone, known)));
                opened = change;
            }

            known = probe;
        }

        periods.Add(new ZonePeriod(opened, end, Offset(zone, opened)));
        return periods;
    }

    private static long FirstChange(TimeZoneInfo zone, long before, long after)
    {
        var offset = Offset(zone, before);
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            if (Offset(zone, middle) == offset)
            {
                before = middle;
            }
            else
            {
                after = middle;
            }
        }

        return after;
    }

    private static int Offset(TimeZoneInfo zone, long second) => (int)zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(second)).TotalSeconds;
}
