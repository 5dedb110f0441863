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
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(inbox.Timezone, out var known) ? known : TimeZoneInfo.Utc;
        var there = TimeZoneInfo.ConvertTime(moment, zone);
        return Of(inbox)[(int)there.DayOfWeek].IsOpenAt(TimeOnly.FromDateTime(there.DateTime));
    }

    public static string Write(IReadOnlyList<WorkingDay> week) => JsonSerializer.Serialize(week, Context.Default.IReadOnlyListWorkingDay);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(IReadOnlyList<WorkingDay>))]
    private sealed partial class Context : JsonSerializerContext;
}
