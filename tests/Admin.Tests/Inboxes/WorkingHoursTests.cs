using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Tests.Inboxes;

/// <summary>Opening hours against a reference that knows the zones' rules by heart, and the week as a row of minutes.</summary>
public sealed class WorkingHoursTests
{
    private const int MinutesADay = 24 * 60;

    /// <summary>Each with what its clocks are ahead of UTC.</summary>
    private static readonly Dictionary<string, Func<DateTime, TimeSpan>> Zones = new(StringComparer.Ordinal)
    {
        ["UTC"] = _ => TimeSpan.Zero,
        ["Asia/Kolkata"] = _ => new TimeSpan(5, 30, 0),
        ["Europe/Berlin"] = utc => TimeSpan.FromHours(
            utc >= Sunday(utc.Year, 3, last: true).AddHours(1) && utc < Sunday(utc.Year, 10, last: true).AddHours(1) ? 2 : 1),
        ["America/New_York"] = utc => TimeSpan.FromHours(
            utc >= Sunday(utc.Year, 3, last: false).AddDays(7).AddHours(7) && utc < Sunday(utc.Year, 11, last: false).AddHours(6) ? -4 : -5),
    };

    private static readonly Gen<WorkingDay> Days = Gen.Frequency(
        (1, Gen.Constant(new WorkingDay { DayOfWeek = 0, ClosedAllDay = true })),
        (1, Gen.Constant(new WorkingDay { DayOfWeek = 0, OpenAllDay = true }.Settled())),
        (4, from open in Gen.Choose(0, MinutesADay - 2)
            from close in Gen.Choose(open + 1, MinutesADay - 1)
            select new WorkingDay { DayOfWeek = 0, OpenHour = open / 60, OpenMinutes = open % 60, CloseHour = close / 60, CloseMinutes = close % 60 }));

    [Fact]
    public void IsOpen_AnyWeekInAnyZone_AgreesWithTheReference()
    {
        Prop.ForAll(Arb.From(Cases()), drawn =>
        {
            var (week, inbox) = Of(drawn.Zone, drawn.Week);
            Assert.Equal(IsOpen(week, drawn.Moment + Zones[drawn.Zone](drawn.Moment)), WorkingHours.IsOpen(inbox, new DateTimeOffset(drawn.Moment)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    [Fact]
    public void SpanAt_AnyWeekInAnyZone_EndsWhereItClosesFirst()
    {
        Prop.ForAll(Arb.From(Cases()), drawn =>
        {
            var (week, inbox) = Of(drawn.Zone, drawn.Week);
            var moment = new DateTimeOffset(drawn.Moment);
            var span = WorkingHours.SpanAt(inbox with { HasWorkingHours = 1 }, moment);
            Assert.Equal(WorkingHours.IsOpen(inbox, moment), span.IsOpen);
            if (!span.IsOpen)
            {
                Assert.Null(span.Until);
                return;
            }

            // An hour that comes twice may open and close twice; then the end is one of the closings.
            var minutes = Enumerable.Range(0, 8 * MinutesADay).Select(minute => drawn.Moment.AddMinutes(minute));
            var closes = minutes.Cast<DateTime?>().FirstOrDefault(minute => !IsOpen(week, minute!.Value + Zones[drawn.Zone](minute.Value)));
            if (span.Until is not { } until)
            {
                Assert.Null(closes);
                return;
            }

            Assert.True(until > moment);
            Assert.False(WorkingHours.IsOpen(inbox, until));
            Assert.True(WorkingHours.IsOpen(inbox, until.AddTicks(-1)));
            Assert.True(until.UtcDateTime >= closes!.Value.AddMinutes(-1));
            Assert.True(until.UtcDateTime <= closes.Value || HasChange(drawn.Zone, moment.UtcDateTime, until.UtcDateTime));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }

    private static bool HasChange(string zone, DateTime from, DateTime to) => Zones[zone](from) != Zones[zone](to);

    private static (List<WorkingDay> Week, Inbox Inbox) Of(string zone, WorkingDay[] days)
    {
        var week = days.Select((day, number) => day with { DayOfWeek = number }).ToList();
        return (week, Inbox.New(1, "Inbox", InboxChannel.Api, 0) with { Timezone = zone, WorkingHours = WorkingHours.Write(week) });
    }

    private static Gen<(string Zone, WorkingDay[] Week, DateTime Moment)> Cases()
    {
        // Half of the moments are within two days of a change of the clocks.
        var changes = new[] { Sunday(2027, 3, last: true), Sunday(2027, 10, last: true), Sunday(2027, 3, last: false).AddDays(7), Sunday(2027, 11, last: false) };
        var moments = Gen.OneOf(
            Gen.Choose(0, 3 * 365 * MinutesADay).Select(minute => new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(minute)),
            from change in Gen.Elements(changes)
            from minute in Gen.Choose(-2 * MinutesADay, 2 * MinutesADay)
            select change.AddMinutes(minute));
        return from zone in Gen.Elements(Zones.Keys.ToArray())
               from week in Days.ArrayOf(WorkingDay.DaysAWeek)
               from moment in moments
               from seconds in Gen.Choose(0, 59)
               select (zone, week, moment.AddSeconds(seconds));
    }

    [Theory]
    [InlineData("2027-01-11T08:59:59Z", false)]
    [InlineData("2027-01-11T09:00:00Z", true)]
    [InlineData("2027-01-11T16:59:59Z", true)]
    [InlineData("2027-01-11T17:00:00Z", false)]
    [InlineData("2027-01-10T12:00:00Z", false)]
    public void IsOpen_InTheUsualWeek_IsFromNineToFive(string moment, bool isOpen)
        => Assert.Equal(isOpen, WorkingHours.IsOpen(Inbox.New(1, "Inbox", InboxChannel.Api, 0), DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture)));

    private static bool IsOpen(List<WorkingDay> week, DateTime there)
    {
        var day = week[(int)there.DayOfWeek];
        var open = new bool[MinutesADay];
        if (!day.ClosedAllDay)
        {
            var (from, to) = ((day.OpenHour!.Value * 60) + day.OpenMinutes!.Value, (day.CloseHour!.Value * 60) + day.CloseMinutes!.Value);
            Array.Fill(open, value: true, from, (to == MinutesADay - 1 ? MinutesADay : to) - from);
        }

        return open[(int)there.TimeOfDay.TotalMinutes];
    }

    /// <summary>The first or last Sunday of a month, at midnight.</summary>
    private static DateTime Sunday(int year, int month, bool last)
    {
        var day = new DateTime(year, month, last ? DateTime.DaysInMonth(year, month) : 1, 0, 0, 0, DateTimeKind.Utc);
        while (day.DayOfWeek is not DayOfWeek.Sunday)
        {
            day = day.AddDays(last ? -1 : 1);
        }

        return day;
    }
}
