using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>The names of intervals in requests and answers.</summary>
internal static class SeriesIntervals
{
    public static IReadOnlyDictionary<string, SeriesInterval> ByName { get; } = new Dictionary<string, SeriesInterval>(StringComparer.Ordinal)
    {
        ["minute"] = SeriesInterval.Minute,
        ["hour"] = SeriesInterval.Hour,
        ["day"] = SeriesInterval.Day,
        ["week"] = SeriesInterval.Week,
        ["month"] = SeriesInterval.Month,
        ["none"] = SeriesInterval.None,
    };

    public static string Name(SeriesInterval interval) => interval == SeriesInterval.SundayWeek ? "week" : ByName.First(pair => pair.Value == interval).Key;
}
