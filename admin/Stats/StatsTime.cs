using System.Globalization;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>Times as requests give them and answers show them.</summary>
internal static class StatsTime
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    /// <summary>Reads an RFC 3339 time, or a date as its first instant in the zone.</summary>
    /// <param name="text">As given.</param>
    /// <param name="zone">For dates.</param>
    /// <param name="dayOffset">Days to add to a date: 1 for an end that includes it.</param>
    public static DateTimeOffset? Parse(string text, TimeZoneInfo zone, int dayOffset)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            // Far from the ends of the calendar, where a day more or an offset has no place; far outside what is accepted.
            return date.Year is > 1900 and < 2200 ? LocalDay.Start(date.AddDays(dayOffset), zone) : DateTimeOffset.MinValue;
        }

        return DateTimeOffset.TryParseExact(
            text.ToUpperInvariant(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? UpToMillisecond(time)
                : null;
    }

    /// <summary>With the offset of the time zone, which is <c>Z</c> in UTC.</summary>
    public static string Format(DateTimeOffset time, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone);
        var fraction = local.Millisecond == 0 ? "" : ".fff";
        var offset = local.Offset == TimeSpan.Zero ? "'Z'" : "zzz";
        return local.ToString("yyyy-MM-dd'T'HH:mm:ss" + fraction + offset, CultureInfo.InvariantCulture);
    }

    /// <summary>Clicks have whole milliseconds: the first one that is not before the time.</summary>
    private static DateTimeOffset UpToMillisecond(DateTimeOffset time)
    {
        var beyond = time.Ticks % TimeSpan.TicksPerMillisecond;
        return beyond == 0 ? time : time.AddTicks(TimeSpan.TicksPerMillisecond - beyond);
    }
}
