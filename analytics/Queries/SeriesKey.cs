using System.Diagnostics;

namespace OneLink.Analytics.Queries;

/// <summary>
/// The number of the minute, hour, day, week or month that an instant belongs to, once in SQL and once in C#. Days, weeks
/// and months are those of the local calendar, so that a day of 23 or 25 hours is one day. An hour starts whenever the
/// local clocks show a full hour, and when they are changed: where they move by half an hour, that leaves half hours.
/// </summary>
internal static class SeriesKey
{
    public const long Minute = 60;
    public const long Hour = 3600;
    public const long Day = 24 * Hour;
    private const int MonthsInYear = 12;

    /// <summary>1970-01-01 was a Thursday, the fourth day of its week.</summary>
    private const long DaysFromMonday = 3;
    private const long DaysFromSunday = 4;

    /// <summary>
    /// Opens a SELECT that has a <see cref="Sql"/> over clicks. <c>period_starts</c> and <c>period_offsets</c> are the clock
    /// changes: <c>period</c> is the last one before the click, <c>local</c> reads the local clock as if it were UTC.
    /// </summary>
    public const string WithClicks = "WITH toInt64(toUnixTimestamp(ts)) AS at," + WithPeriods;

    /// <summary>The same over the rollup, whose buckets lie within one step each.</summary>
    public const string WithQuarterHours = "WITH toInt64(toUnixTimestamp(bucket)) AS at," + WithPeriods;

    /// <summary>The same over added-up days, each of which lies within one step.</summary>
    public const string WithDays = "WITH toInt64(toUnixTimestamp(toDateTime(day, 'UTC'))) AS at," + WithPeriods;

    private const string WithPeriods = """

             roundDown(at, {period_starts:Array(Int64)}) AS period,
             transform(period, {period_starts:Array(Int64)}, {period_offsets:Array(Int64)}, toInt64(0)) AS period_offset,
             at + period_offset AS local

        """;

    /// <summary>The step's number.</summary>
    public static string Sql(SeriesInterval interval) => interval switch
    {
        SeriesInterval.None => "toInt64(0)",
        SeriesInterval.Minute => "intDiv(at, 60)",
        SeriesInterval.Hour => "greatest(period, intDiv(local, 3600) * 3600 - period_offset)",
        SeriesInterval.Day => "intDiv(local, 86400)",
        SeriesInterval.Week => "intDiv(intDiv(local, 86400) + 3, 7)",
        SeriesInterval.SundayWeek => "intDiv(intDiv(local, 86400) + 4, 7)",
        SeriesInterval.Month => "toInt64(toYear(toDate32(intDiv(local, 86400))) * 12 + toMonth(toDate32(intDiv(local, 86400))) - 1)",
        _ => throw new UnreachableException(),
    };

    /// <summary>The same as <see cref="Sql"/>, of a second of <paramref name="period"/>.</summary>
    public static long Of(SeriesInterval interval, ZonePeriod period, long at)
    {
        var local = at + period.Offset;
        return interval switch
        {
            SeriesInterval.None => 0,
            SeriesInterval.Minute => at / Minute,
            SeriesInterval.Hour => Math.Max(period.Start, (local / Hour * Hour) - period.Offset),
            SeriesInterval.Day => local / Day,
            SeriesInterval.Week => ((local / Day) + DaysFromMonday) / 7,
            SeriesInterval.SundayWeek => ((local / Day) + DaysFromSunday) / 7,
            SeriesInterval.Month => Month(local / Day),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The first second of a step: of Unix time for minutes and hours, of the local clock for the others.</summary>
    public static long FirstSecond(SeriesInterval interval, long key) => interval switch
    {
        SeriesInterval.None => 0,
        SeriesInterval.Minute => key * Minute,
        SeriesInterval.Hour => key,
        SeriesInterval.Day => key * Day,
        SeriesInterval.Week => ((key * 7) - DaysFromMonday) * Day,
        SeriesInterval.SundayWeek => ((key * 7) - DaysFromSunday) * Day,
        SeriesInterval.Month => FirstDay(key).DayNumber * Day - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber * Day,
        _ => throw new UnreachableException(),
    };

    private static long Month(long day)
    {
        var date = DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)day);
        return (date.Year * MonthsInYear) + date.Month - 1;
    }

    private static DateOnly FirstDay(long month) => new((int)(month / MonthsInYear), (int)(month % MonthsInYear) + 1, 1);
}
