using System.Text.Json.Serialization;

namespace OneLink.Admin.Inboxes;

/// <summary>When an inbox is open on one day of the week. Hours and minutes are null where it is closed all day.</summary>
internal sealed record WorkingDay
{
    public const int DaysAWeek = 7;
    private const int LastHour = 23;
    private const int LastMinute = 59;

    /// <summary>0 is Sunday.</summary>
    public required int DayOfWeek { get; init; }

    public bool ClosedAllDay { get; init; }

    public int? OpenHour { get; init; }

    public int? OpenMinutes { get; init; }

    public int? CloseHour { get; init; }

    public int? CloseMinutes { get; init; }

    public bool OpenAllDay { get; init; }

    /// <summary>Monday to Friday from 9 to 17.</summary>
    public static WorkingDay Usual(int dayOfWeek) => dayOfWeek is 0 or 6
        ? new WorkingDay { DayOfWeek = dayOfWeek, ClosedAllDay = true }
        : new WorkingDay { DayOfWeek = dayOfWeek, OpenHour = 9, OpenMinutes = 0, CloseHour = 17, CloseMinutes = 0 };

    /// <summary>A day without an end is open to its last minute; of a closed one no times are kept.</summary>
    public WorkingDay Settled() => this switch
    {
        { OpenAllDay: true } => this with { OpenHour = 0, OpenMinutes = 0, CloseHour = LastHour, CloseMinutes = LastMinute },
        { ClosedAllDay: true } => this with { OpenHour = null, OpenMinutes = null, CloseHour = null, CloseMinutes = null },
        _ => this,
    };

    /// <summary>Whether it is open at a time of this day. What closes at 23:59 closes at midnight, because nothing later can be said.</summary>
    public bool IsOpenAt(TimeOnly time)
        => OpenAllDay
            || (!ClosedAllDay && time >= new TimeOnly(OpenHour!.Value, OpenMinutes!.Value)
                && ((CloseHour, CloseMinutes) is (LastHour, LastMinute) || time < new TimeOnly(CloseHour!.Value, CloseMinutes!.Value)));

    /// <summary>When it closes before the day is over; null where it does not.</summary>
    [JsonIgnore]
    public TimeOnly? ClosesAt
        => OpenAllDay || ClosedAllDay || (CloseHour, CloseMinutes) is (LastHour, LastMinute) ? null : new TimeOnly(CloseHour!.Value, CloseMinutes!.Value);

    [JsonIgnore]
    public bool IsSound
        => DayOfWeek is >= 0 and < DaysAWeek
            && !(ClosedAllDay && OpenAllDay)
            && (ClosedAllDay
                || (OpenHour is >= 0 and <= LastHour && CloseHour is >= 0 and <= LastHour
                    && OpenMinutes is >= 0 and <= LastMinute && CloseMinutes is >= 0 and <= LastMinute
                    && (OpenHour, OpenMinutes).CompareTo((CloseHour, CloseMinutes)) < 0));
}
