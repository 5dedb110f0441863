using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneLink.Admin.Inboxes;

/// <summary>The week of an inbox, as stored and shown: a JSON array of seven days, Sunday first.</summary>
internal sealed partial class WorkingHours
{
    public static IReadOnlyList<WorkingDay> Of(Inbox inbox)
        => inbox.WorkingHours is { } stored
            ? JsonSerializer.Deserialize(stored, Context.Default.IReadOnlyListWorkingDay)!
            : [.. Enumerable.Range(0, WorkingDay.DaysAWeek).Select(WorkingDay.Usual)];

    /// <summary>The week with some days replaced, as it is stored.</summary>
    public static string With(Inbox inbox, IReadOnlyList<WorkingDay> days)
    {
        var byDay = days.ToLookup(day => day.DayOfWeek);
        return Write([.. Of(inbox).Select(day => byDay[day.DayOfWeek].LastOrDefault() ?? day)]);
    }

    /// <summary>Whether the inbox is open at a moment, by the clock on its wall.</summary>
    public static bool IsOpen(Inbox inbox, DateTimeOffset moment)
    {
        var there = TimeZoneInfo.ConvertTime(moment, ZoneOf(inbox));
        return Of(inbox)[(int)there.DayOfWeek].IsOpenAt(TimeOnly.FromDateTime(there.DateTime));
    }

    /// <summary>The hours in which a moment lies. An inbox whose hours are switched off is open always; so is one that never closes.</summary>
    public static OpenSpan SpanAt(Inbox inbox, DateTimeOffset moment)
    {
        if (inbox.HasWorkingHours == 0)
        {
            return OpenSpan.Always;
        }

        if (!IsOpen(inbox, moment))
        {
            return OpenSpan.None;
        }

        // Day by day on the inbox's wall: what ends at midnight goes on where the next day begins at midnight.
        var week = Of(inbox);
        var zone = ZoneOf(inbox);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
        for (var ahead = 0; ahead <= WorkingDay.DaysAWeek; ahead++, day = day.AddDays(1))
        {
            var hours = week[(int)day.DayOfWeek];
            if (ahead > 0 && !hours.IsOpenAt(TimeOnly.MinValue))
            {
                return new OpenSpan(IsOpen: true, After(moment, day.ToDateTime(TimeOnly.MinValue), zone));
            }

            if (hours.ClosesAt is { } closesAt)
            {
                return new OpenSpan(IsOpen: true, After(moment, day.ToDateTime(closesAt), zone));
            }
        }

        return OpenSpan.Always;
    }

    private static TimeZoneInfo ZoneOf(Inbox inbox) => TimeZoneInfo.TryFindSystemTimeZoneById(inbox.Timezone, out var known) ? known : TimeZoneInfo.Utc;

    /// <summary>When a clock on a wall shows a time, after a moment before which it has not; of an hour that comes twice the next of the two.</summary>
    private static DateTimeOffset After(DateTimeOffset moment, DateTime wall, TimeZoneInfo zone)
    {
        var shown = WallClock.Shows(wall, zone);
        return shown.Where(time => time > moment).DefaultIfEmpty(shown[^1]).Min();
    }

    public static string Write(IReadOnlyList<WorkingDay> week) => JsonSerializer.Serialize(week, Context.Default.IReadOnlyListWorkingDay);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(IReadOnlyList<WorkingDay>))]
    private sealed partial class Context : JsonSerializerContext;
}
