using OneLink.Admin.Problems;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>Reads <c>timezone</c>, <c>from</c>, <c>to</c> and <c>period</c>. Without any: the last 30 days in UTC, today included.</summary>
internal static class StatsRangeReader
{
    private const int DefaultDays = 30;

    public static StatsRange? Read(StatsParameters parameters, DateTimeOffset now, FieldErrors errors)
    {
        var name = parameters.Single("timezone") ?? "UTC";
        if (StatsZone.Find(name) is not { } zone)
        {
            errors.Add("timezone", "must be an IANA time zone such as Europe/Berlin or America/New_York.");

            // What else is wrong is said as well, and does not depend on the zone.
            zone = TimeZoneInfo.Utc;
        }

        var today = LocalDay.Of(now, zone);
        var tomorrow = LocalDay.Start(today.AddDays(1), zone);
        var from = parameters.Single("from") is { } start ? Time("from", start, zone, dayOffset: 0, errors) : null;
        var to = parameters.Single("to") is { } end ? Time("to", end, zone, dayOffset: 1, errors) : null;
        if (parameters.Single("period") is { } period)
        {
            return OfPeriod(period, parameters, today, tomorrow, zone, errors);
        }

        var until = to ?? tomorrow;
        var since = from ?? LocalDay.Start(LocalDay.Of(until.AddTicks(-1), zone).AddDays(1 - DefaultDays), zone);
        if (since >= until)
        {
            errors.Add(to is null ? "from" : "to", to is null ? "lies in the future; give to as well." : "must be after from.");
        }

        return new StatsRange(zone, since, until);
    }

    private static StatsRange? OfPeriod(
        string name, StatsParameters parameters, DateOnly today, DateTimeOffset tomorrow, TimeZoneInfo zone, FieldErrors errors)
    {
        if (parameters.Has("from") || parameters.Has("to"))
        {
            errors.Add("period", "takes the place of from and to; give either.");
        }

        if (!StatsPeriod.IsKnown(name))
        {
            errors.Add("period", $"must be one of {string.Join(", ", StatsPeriod.Names)}.");
            return null;
        }

        return new StatsRange(zone, StatsPeriod.FirstDay(name, today) is { } first ? LocalDay.Start(first, zone) : null, tomorrow);
    }

    private static DateTimeOffset? Time(string name, string text, TimeZoneInfo zone, int dayOffset, FieldErrors errors)
    {
        if (StatsTime.Parse(text, zone, dayOffset) is not { } time)
        {
            errors.Add(name, text.Contains(' ', StringComparison.Ordinal)
                ? "must be a date (2026-11-20) or an RFC 3339 time (2026-11-20T09:00:00+01:00, its + sent as %2B)."
                : "must be a date (2026-11-20) or an RFC 3339 time with an offset (2026-11-20T09:00:00Z).");
            return null;
        }

        if (time < SeriesCalendar.Earliest || time > SeriesCalendar.Latest)
        {
            errors.Add(name, "must lie between the years 2000 and 2100.");
            return null;
        }

        return time;
    }
}
