using OneLink.Analytics.Queries;

namespace OneLink.Analytics.Tests.Queries;

/// <summary>The same questions answered in plain LINQ over the clicks in memory, as slowly and plainly as possible.</summary>
internal static class ReferenceAnswer
{
    private const string Unknown = "unknown";

    public static IEnumerable<SampleClick> Range(LinkQuestion question) => SampleClicks.All
        .Where(click => click.Account == question.AccountId && click.Link == question.LinkId && click.Orphan == "none")
        .Where(click => click.Time >= question.From && click.Time < question.To)
        .Where(click => question.Filters.All(filter => Keeps(filter, Value(click, filter.Dimension))));

    public static ClickCounts Count(IEnumerable<SampleClick> clicks)
    {
        var all = clicks.ToList();
        return new ClickCounts(
            all.Count(click => click.Kind == "human"),
            all.Count(click => click.Kind is "bot" or "preview"),
            all.Count(click => click.Kind == "prefetch"),
            all.Where(click => click.Kind == "human").Select(click => click.Visitor).Distinct().Count());
    }

    /// <summary>Numbers of every step with clicks, by the local wall clock at its start.</summary>
    public static Dictionary<DateTime, ClickCounts> Series(LinkQuestion question) => Range(question)
        .GroupBy(click => Step(question, click.Time))
        .ToDictionary(group => group.Key, Count);

    /// <summary>Most first; past the limit one row of the rest.</summary>
    public static List<ValueCounts> Group(LinkQuestion question, ClickDimension dimension)
    {
        var values = Range(question)
            .Where(click => Counts(question.Counted, click.Kind))
            .GroupBy(click => Value(click, dimension), StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        if (values.Count <= question.GroupLimit)
        {
            return [.. values.Select(group => new ValueCounts(group.Key, Count(group)))];
        }

        var shown = values.Take(question.GroupLimit).Where(group => group.Key != "other").ToList();
        var rest = values.Except(shown).SelectMany(group => group);
        return [.. shown.Select(group => new ValueCounts(group.Key, Count(group))), new ValueCounts("other", Count(rest))];
    }

    public static string Value(SampleClick click, ClickDimension dimension) => dimension switch
    {
        ClickDimension.Platform => OrUnknown(click.Platform),
        ClickDimension.Browser => OrUnknown(click.Browser),
        ClickDimension.Country => OrUnknown(click.Country),
        ClickDimension.Referrer => OrUnknown(click.Referrer),
        ClickDimension.UtmSource => OrUnknown(click.UtmSource),
        ClickDimension.Variant => Unknown,
        ClickDimension.Trigger => click.Trigger,
        ClickDimension.Bot => click.Kind,
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };

    public static bool Counts(CountedClicks counted, string kind) => kind switch
    {
        "human" => counted != CountedClicks.Bots,
        "prefetch" => false,
        _ => counted != CountedClicks.People,
    };

    /// <summary>The local wall clock at the start of the step, told apart by offset where an hour is there twice.</summary>
    public static DateTime Step(LinkQuestion question, DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, question.Zone);
        return question.Interval switch
        {
            SeriesInterval.Minute => time.UtcDateTime.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerMinute)),
            SeriesInterval.Hour => HourStart(question.Zone, local),
            SeriesInterval.Day => local.Date,
            SeriesInterval.Week => local.Date.AddDays(-(((int)local.DayOfWeek + 6) % 7)),
            SeriesInterval.Month => new DateTime(local.Year, local.Month, 1),
            _ => throw new ArgumentOutOfRangeException(nameof(question)),
        };
    }

    /// <summary>The full hour or, where clocks changed since then, the minute of the change; in UTC.</summary>
    private static DateTime HourStart(TimeZoneInfo zone, DateTimeOffset local)
    {
        var full = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerHour));
        while (TimeZoneInfo.ConvertTime(full, zone).Offset != local.Offset)
        {
            full = full.AddMinutes(1);
        }

        return full.UtcDateTime;
    }

    private static bool Keeps(ClickFilter filter, string value)
        => (filter.Included.Count == 0 || filter.Included.Contains(value)) && !filter.Excluded.Contains(value);

    private static string OrUnknown(string value) => value.Length == 0 ? Unknown : value;
}
