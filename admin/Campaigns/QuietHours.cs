using System.Globalization;
using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Campaigns;

/// <summary>Hours of each day in which nobody is written to, by the clock on the contact's wall.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive. Before <paramref name="From"/>, they go on after midnight.</param>
internal sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    private const string Format = "HH:mm";

    /// <summary>Days on whose walls an end is looked for: one may be skipped where the clocks are set.</summary>
    private const int Days = 3;

    /// <returns>Null for what is no time of day.</returns>
    public static TimeOnly? Time(string? text)
        => TimeOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public static string Text(TimeOnly time) => time.ToString(Format, CultureInfo.InvariantCulture);

    public bool Contains(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var shown = TimeOnly.FromDateTime(WallClock.At(moment, zone));
        return From < To ? shown >= From && shown < To : shown >= From || shown < To;
    }

    /// <summary>
    /// The next moment after one in quiet hours at which the wall shows their end. Where clocks are set back within them the
    /// hours may be over an hour before: then nobody is written to until they are again.
    /// </summary>
    public DateTimeOffset EndAfter(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(WallClock.At(moment, zone));
        return Enumerable.Range(0, Days)
            .SelectMany(day => WallClock.Shows(today.AddDays(day).ToDateTime(To), zone))
            .Where(end => end > moment && !Contains(end, zone))
            .Min();
    }
}
