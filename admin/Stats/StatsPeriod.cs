namespace OneLink.Admin.Stats;

/// <summary>Ranges by name. All of them end with today; a number of days or months includes it.</summary>
internal static class StatsPeriod
{
    private const int MonthsInQuarter = 3;

    /// <summary>Since the link's first click.</summary>
    private const string All = "all";

    private static readonly Dictionary<string, Func<DateOnly, DateOnly>> FirstDays = new(StringComparer.Ordinal)
    {
        ["today"] = today => today,
        ["7d"] = today => today.AddDays(-6),
        ["30d"] = today => today.AddDays(-29),
        ["90d"] = today => today.AddDays(-89),
        ["12m"] = today => today.AddMonths(-12).AddDays(1),
        ["mtd"] = today => new DateOnly(today.Year, today.Month, 1),
        ["qtd"] = today => new DateOnly(today.Year, today.Month - ((today.Month - 1) % MonthsInQuarter), 1),
        ["ytd"] = today => new DateOnly(today.Year, 1, 1),
    };

    public static IReadOnlyList<string> Names { get; } = [.. FirstDays.Keys, All];

    public static bool IsKnown(string name) => Names.Contains(name, StringComparer.Ordinal);

    /// <returns>Null for <c>all</c>.</returns>
    public static DateOnly? FirstDay(string name, DateOnly today) => FirstDays.TryGetValue(name, out var first) ? first(today) : null;
}
