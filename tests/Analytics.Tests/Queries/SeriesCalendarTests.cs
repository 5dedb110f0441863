using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Analytics.Queries;

namespace OneLink.Analytics.Tests.Queries;

public sealed class SeriesCalendarTests
{
    [Theory]
    [InlineData("America/New_York", "2026-03-08", 23)]
    [InlineData("America/New_York", "2026-11-01", 25)]
    [InlineData("Europe/Berlin", "2026-03-29", 23)]
    [InlineData("Europe/Berlin", "2026-10-25", 25)]
    [InlineData("Asia/Kathmandu", "2026-03-29", 24)]
    public void Points_HoursOfAClockChange_AreAsManyAsTheDayHas(string zone, string date, int hours)
        => Assert.Equal(hours, OfDay(zone, date, SeriesInterval.Hour).Count);

    [Fact]
    public void Points_ClocksMoveByHalfAnHour_LeaveHalfHours()
    {
        var autumn = OfDay("Australia/Lord_Howe", "2026-04-05", SeriesInterval.Hour);
        var spring = OfDay("Australia/Lord_Howe", "2026-10-04", SeriesInterval.Hour);

        Assert.Equal(["01:00:00+11:00", "01:30:00+10:30", "02:00:00+10:30"], autumn.Slice(1, 3).Select(Clock));
        Assert.Equal(["01:00:00+10:30", "02:30:00+11:00", "03:00:00+11:00"], spring.Slice(1, 3).Select(Clock));
    }

    [Fact]
    public void Points_MidnightSkipped_DayStartsAtOne()
    {
        // Beirut moves its clocks forward at midnight.
        var point = Assert.Single(OfDay("Asia/Beirut", "2026-03-29", SeriesInterval.Day));

        Assert.Equal("01:00:00+03:00", Clock(point));
    }

    [Fact]
    public void Points_DaySkipped_HasNoPoint()
    {
        // Samoa went over the date line and had no 30 December 2011.
        var days = Points("Pacific/Apia", SeriesInterval.Day, "2011-12-28T10:00:00Z", "2012-01-01T10:00:00Z");

        Assert.Equal(["2011-12-28", "2011-12-29", "2011-12-31", "2012-01-01"], days.Select(day => day.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Points_ClocksSetBackOverMidnight_DayIsOnePoint()
    {
        // St. John's went from 00:01 back to 23:01 of the day before.
        var days = Points("America/St_Johns", SeriesInterval.Day, "2010-11-06T02:30:00Z", "2010-11-08T03:30:00Z");

        Assert.Equal(2, days.Count);
    }

    [Theory]
    [InlineData(SeriesInterval.Week, "2026-11-18T12:00:00Z", "2026-11-16T00:00:00+01:00")]
    [InlineData(SeriesInterval.Month, "2026-04-18T12:00:00Z", "2026-04-01T00:00:00+02:00")]
    public void Points_RangeStartsWithinAStep_StepStartsBeforeTheRange(SeriesInterval interval, string from, string start)
    {
        var first = Points("Europe/Berlin", interval, from, "2026-11-20T00:00:00Z")[0];

        Assert.Equal(start, first.Start.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Points_MoreThanAskedFor_StopsAtOneMore()
    {
        var calendar = new SeriesCalendar(TimeZoneInfo.Utc, SeriesInterval.Minute, SeriesCalendar.Earliest, SeriesCalendar.Latest);

        Assert.Equal(11, calendar.Points(10).Count);
    }

    [Fact]
    public void Points_AnyDays_BeginWhereTheLocalDateChanges()
        => Prop.ForAll(QuestionGenerator.Any, question =>
        {
            var days = new SeriesCalendar(question.Zone, SeriesInterval.Day, question.From, question.To).Points(int.MaxValue);

            Assert.All(days, day =>
            {
                var local = TimeZoneInfo.ConvertTime(day.Start, question.Zone);
                Assert.Equal(local, day.Start);
                Assert.Equal(local.Offset, day.Start.Offset);
                Assert.NotEqual(local.Date, TimeZoneInfo.ConvertTime(day.Start.AddSeconds(-1), question.Zone).Date);
            });
            Assert.Equal(TimeZoneInfo.ConvertTime(question.From, question.Zone).Date, days[0].Start.Date);
            Assert.Equal(TimeZoneInfo.ConvertTime(question.To.AddMilliseconds(-1), question.Zone).Date, days[^1].Start.Date);
            Assert.All(days.Zip(days.Skip(1)), pair => Assert.Equal(pair.First.Start.Date.AddDays(1), pair.Second.Start.Date));
        }).QuickCheckThrowOnFailure();

    private static List<SeriesPoint> OfDay(string zone, string date, SeriesInterval interval)
    {
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var day = DateTime.Parse(date, CultureInfo.InvariantCulture);
        var next = new DateTimeOffset(day.AddDays(1), info.GetUtcOffset(day.AddDays(1)));
        var first = info.IsInvalidTime(day) ? new DateTimeOffset(day.AddHours(1), info.GetUtcOffset(day.AddHours(1))) : new DateTimeOffset(day, info.GetUtcOffset(day));
        return new SeriesCalendar(info, interval, first, next).Points(100);
    }

    private static List<SeriesPoint> Points(string zone, SeriesInterval interval, string from, string to) => new SeriesCalendar(
        TimeZoneInfo.FindSystemTimeZoneById(zone),
        interval,
        DateTimeOffset.Parse(from, CultureInfo.InvariantCulture),
        DateTimeOffset.Parse(to, CultureInfo.InvariantCulture)).Points(10_000);

    private static string Clock(SeriesPoint point) => point.Start.ToString("HH:mm:sszzz", CultureInfo.InvariantCulture);
}
