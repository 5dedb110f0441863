using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.Campaigns;

namespace OneLink.Admin.Tests.Campaigns;

/// <summary>Quiet hours in zones whose clocks are set, by half an hour and over midnight too.</summary>
public sealed class QuietHoursTests
{
    private const int MinutesADay = 24 * 60;

    private static readonly Gen<(QuietHours Hours, TimeZoneInfo Zone, DateTimeOffset Moment)> Cases =
        from zone in Gen.Elements("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Havana", "Asia/Kolkata", "Africa/Casablanca", "America/Santiago")
        from first in Gen.Choose(0, MinutesADay - 1)
        from length in Gen.Choose(1, MinutesADay - 1)
        from day in Gen.Choose(0, 3_650)

            // Clocks are set in the small hours, by which half of the draws are.
        from minute in Gen.OneOf(Gen.Choose(0, MinutesADay - 1), Gen.Choose(0, 4 * 60))
        select (
            new QuietHours(Time(first), Time((first + length) % MinutesADay)),
            TimeZoneInfo.FindSystemTimeZoneById(zone),
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day).AddMinutes(minute));

    [Fact]
    public void AnyHours_InAnyZone_EndWhereTheWallShowsTheirEnd()
    {
        Prop.ForAll(Arb.From(Cases), drawn =>
        {
            var (hours, zone, moment) = drawn;
            Assert.Equal(IsQuiet(hours, zone, moment), hours.Contains(moment, zone));
            if (!hours.Contains(moment, zone))
            {
                return;
            }

            var end = hours.EndAfter(moment, zone);
            Assert.True(end > moment && end - moment < TimeSpan.FromHours(49));
            Assert.False(hours.Contains(end, zone));

            // Nobody is kept waiting without need: but where clocks are set, every minute until then is quiet.
            var minutes = Enumerable.Range(0, (int)(end - moment).TotalMinutes).Select(minute => moment.AddMinutes(minute)).ToList();
            Assert.True(minutes.TrueForAll(minute => IsQuiet(hours, zone, minute)) || minutes.Exists(minute => zone.GetUtcOffset(minute) != zone.GetUtcOffset(moment)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    /// <summary>By the minute of the local day, as counted from midnight.</summary>
    private static bool IsQuiet(QuietHours hours, TimeZoneInfo zone, DateTimeOffset moment)
    {
        var shown = (int)(moment.UtcDateTime + zone.GetUtcOffset(moment)).TimeOfDay.TotalMinutes;
        var length = (Minute(hours.To) - Minute(hours.From) + MinutesADay) % MinutesADay;
        return (shown - Minute(hours.From) + MinutesADay) % MinutesADay < length;
    }

    private static int Minute(TimeOnly time) => (time.Hour * 60) + time.Minute;

    private static TimeOnly Time(int minute) => new(minute / 60, minute % 60);
}
