using System.Globalization;
using OneLink.Analytics.Queries;

namespace OneLink.Analytics.Tests.Queries;

/// <summary>The same question answered in plain LINQ over the clicks in memory, as slowly and plainly as possible.</summary>
internal sealed class ReferenceAnswer(ClickQuestion question)
{
    private const string Unknown = "unknown";

    public IReadOnlyList<SampleClick> Range { get; } =
    [
        .. SampleClicks.All
            .Where(click => click.Account == question.AccountId && (question.LinkId is null || click.Link == question.LinkId))
            .Where(click => question.Orphans is [] ? click.Orphan == "none" : question.Orphans.Contains(click.Orphan))
            .Where(click => click.Time >= question.From && click.Time < question.To)
            .Where(click => question.Filters.All(filter => Keeps(filter, Value(click, filter.Dimension, question.Zone)))),
    ];

    public static ClickCounts Count(IEnumerable<SampleClick> clicks)
    {
        var all = clicks.ToList();
        return new ClickCounts(
            all.Count(click => click.Kind == "human"),
            all.Count(click => click.Kind is "bot" or "preview"),
            all.Count(click => click.Kind == "prefetch"),
            all.Where(click => click.Kind == "human" && click.Visitor != 0).Select(click => click.Visitor).Distinct().Count());
    }

    /// <summary>Numbers of every step with clicks, by the local wall clock at its start.</summary>
    public Dictionary<DateTime, ClickCounts> Series() => Range
        .GroupBy(click => Step(question, click.Time))
        .ToDictionary(group => group.Key, Count);

    /// <summary>Most first; past the limit one row of the rest.</summary>
    public List<ValueCounts> Group(ClickDimension dimension)
        => [.. Cells([dimension]).Select(cell => new ValueCounts(cell.Values[0], cell.Counts))];

    /// <summary>The same of every combination of values.</summary>
    public List<CellCounts> Cells(IReadOnlyList<ClickDimension> dimensions)
    {
        var cells = Range
            .GroupBy(click => string.Join('\u0001', dimensions.Select(dimension => Value(click, dimension, question.Zone))), StringComparer.Ordinal)
            .Where(group => group.Any(click => Counts(question.Counted, click.Kind)))
            .OrderByDescending(group => group.Count(click => Counts(question.Counted, click.Kind)))
            .ThenBy(group => Place(dimensions, group.Key.Split('\u0001')), StringComparer.Ordinal)
            .ToList();
        if (cells.Count <= question.GroupLimit)
        {
            return [.. cells.Select(group => new CellCounts(group.Key.Split('\u0001'), Count(group)))];
        }

        var shown = cells.Take(question.GroupLimit).Where(group => !group.Key.Split('\u0001').Contains("other")).ToList();
        var rest = Range.Except(shown.SelectMany(group => group), ReferenceEqualityComparer.Instance).Cast<SampleClick>();
        return
        [
            .. shown.Select(group => new CellCounts(group.Key.Split('\u0001'), Count(group))),
            new CellCounts([.. dimensions.Select(_ => "other")], Count(rest)),
        ];
    }

    /// <summary>Equal ones are in the order of their values, numbers by size; of a cross table the dimensions of groups come first.</summary>
    private string Place(IReadOnlyList<ClickDimension> dimensions, string[] values)
        => string.Join('\u0001', question.GroupBy.Concat(question.Pivot).Distinct().Where(dimensions.Contains).Select(dimension =>
        {
            var value = values[dimensions.ToList().IndexOf(dimension)];
            return ulong.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number.ToString("D20", CultureInfo.InvariantCulture) : value;
        }));

    public static string Value(SampleClick click, ClickDimension dimension, TimeZoneInfo zone) => dimension switch
    {
        ClickDimension.Platform => OrUnknown(click.Platform),
        ClickDimension.Browser => OrUnknown(click.Browser),
        ClickDimension.Country => OrUnknown(click.Country),
        ClickDimension.Referrer => OrUnknown(click.Referrer),
        ClickDimension.UtmSource => OrUnknown(click.UtmSource),
        ClickDimension.Variant => Unknown,
        ClickDimension.Trigger => click.Trigger,
        ClickDimension.Bot => click.Kind,
        ClickDimension.Weekday => (((int)TimeZoneInfo.ConvertTime(click.Time, zone).DayOfWeek + 6) % 7 + 1).ToString(CultureInfo.InvariantCulture),
        ClickDimension.Hour => TimeZoneInfo.ConvertTime(click.Time, zone).Hour.ToString(CultureInfo.InvariantCulture),
        ClickDimension.Link => click.Link.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };

    public static bool Counts(CountedClicks counted, string kind) => kind switch
    {
        "human" => counted != CountedClicks.Bots,
        "prefetch" => false,
        _ => counted != CountedClicks.People,
    };

    /// <summary>The local wall clock at the start of the step, told apart by offset where an hour is there twice.</summary>
    public static DateTime Step(ClickQuestion question, DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, question.Zone);
        return question.Interval switch
        {
            SeriesInterval.Minute => time.UtcDateTime.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerMinute)),
            SeriesInterval.Hour => HourStart(question.Zone, local),
            SeriesInterval.Day => local.Date,
            SeriesInterval.Week => local.Date.AddDays(-(((int)local.DayOfWeek + 6) % 7)),
            SeriesInterval.SundayWeek => local.Date.AddDays(-(int)local.DayOfWeek),
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
