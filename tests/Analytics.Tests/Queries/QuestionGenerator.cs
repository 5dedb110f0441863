using FsCheck;
using FsCheck.Fluent;
using OneLink.Analytics.Queries;

namespace OneLink.Analytics.Tests.Queries;

/// <summary>Questions of every shape and of several accounts, of which one has no clicks: zones with clock changes of an hour and of half an hour, filters, groups, odd ranges.</summary>
internal static class QuestionGenerator
{
    private static readonly string[] Zones =
        ["UTC", "America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Chatham"];

    private static readonly ClickDimension[] Dimensions =
    [
        ClickDimension.Platform, ClickDimension.Browser, ClickDimension.Country, ClickDimension.Referrer, ClickDimension.UtmSource,
        ClickDimension.Variant, ClickDimension.Trigger, ClickDimension.Bot, ClickDimension.Weekday, ClickDimension.Hour, ClickDimension.Link,
    ];

    /// <summary>Of filters: what clicks have, and what none has.</summary>
    private static readonly Dictionary<ClickDimension, string[]> Values = Dimensions.ToDictionary(
        dimension => dimension,
        dimension => (string[])
        [
            .. SampleClicks.All.Select(click => ReferenceAnswer.Value(click, dimension, TimeZoneInfo.Utc)).Distinct(StringComparer.Ordinal),
            .. IsNumber(dimension) ? (string[])["77"] : ["nowhere", "unknown"],
        ]);

    public static Arbitrary<ClickQuestion> Any { get; } = Arb.From(Questions(Gen.Elements(Dimensions).ListOf(0, 3), Pivots, Filters));

    /// <summary>Such as the rollup can answer: on quarters of an hour, without groups and filters.</summary>
    public static Arbitrary<ClickQuestion> Plain { get; } = Arb.From(
        from question in Questions(None, None, Gen.Constant(new List<ClickFilter>()))
        select OnQuarters(question));

    /// <summary>Such as days that were added up can answer: groups as well; whole days and odd ends of days.</summary>
    public static Arbitrary<ClickQuestion> Grouped { get; } = Arb.From(
        from question in Questions(Gen.Elements(Dimensions.Where(BusyDayValues.Knows).ToArray()).ListOf(1, 4), None, Gen.Constant(new List<ClickFilter>()))
        from days in Gen.Elements(true, false)
        select OnQuarters(question) is var quarters && days
            ? quarters with { From = Day(quarters.From), To = Day(quarters.To).AddDays(1) }
            : quarters);

    private static ClickQuestion OnQuarters(ClickQuestion question) => question with
    {
        From = Quarter(question.From),
        To = Quarter(question.To).AddMinutes(15),
        Interval = question.Interval == SeriesInterval.Minute ? SeriesInterval.Hour : question.Interval,
    };

    private static Gen<List<ClickDimension>> None => Gen.Constant(new List<ClickDimension>());

    private static Gen<List<ClickDimension>> Pivots => Gen.OneOf(
        None,
        from first in Gen.Elements(Dimensions)
        from second in Gen.Elements(Dimensions).Where(second => second != first)
        select new List<ClickDimension> { first, second });

    private static Gen<List<ClickFilter>> Filters => (
        from dimension in Gen.Elements(Dimensions)
        from included in Gen.Elements(Values[dimension]).ListOf(0, 2)
        from excluded in Gen.Elements(Values[dimension]).ListOf(0, 1)
        select new ClickFilter(dimension, included, excluded)).ListOf(0, 2);

    private static Gen<ClickQuestion> Questions(Gen<List<ClickDimension>> groups, Gen<List<ClickDimension>> pivots, Gen<List<ClickFilter>> filters) =>
        from zone in Gen.Elements(Zones)
        from interval in Gen.Elements(Enum.GetValues<SeriesInterval>())
        from length in Gen.Choose(1, interval switch
        {
            SeriesInterval.Minute => 72 * 60,
            SeriesInterval.Hour => 60 * 24 * 60,
            _ => 400 * 24 * 60,
        })
        from start in Gen.OneOf(
            Gen.Choose(0, 380 * 24 * 60).Select(minutes => SampleClicks.First.AddMinutes(minutes)),
            from change in Gen.Elements(SampleClicks.ClockChanges.ToArray())
            from minutes in Gen.Choose(-2 * 24 * 60, 2 * 24 * 60)
            select change.AddMinutes(minutes))
        from odd in Gen.Choose(0, 59_999)
        from counted in Gen.Elements(Enum.GetValues<CountedClicks>())
        from limit in Gen.Elements(1, 2, 3, 50)
        from dimensions in groups
        from pivot in pivots
        from conditions in filters
        from whole in Gen.Elements(true, false, false)
        from account in Gen.Elements(SampleClicks.Account, SampleClicks.Account, SampleClicks.Account, SampleClicks.Account + 1, SampleClicks.Account + 2)
        select new ClickQuestion
        {
            AccountId = account,
            LinkId = whole ? null : SampleClicks.Link,
            From = start.AddMilliseconds(odd),
            To = start.AddMilliseconds(odd).AddMinutes(length),
            Zone = TimeZoneInfo.FindSystemTimeZoneById(zone),
            Interval = interval,
            Counted = counted,
            GroupBy = [.. dimensions.Distinct()],
            Pivot = pivot,
            Filters = conditions,
            GroupLimit = limit,
        };

    private static bool IsNumber(ClickDimension dimension) => dimension is ClickDimension.Weekday or ClickDimension.Hour or ClickDimension.Link;

    private static DateTimeOffset Quarter(DateTimeOffset time) => time.AddTicks(-(time.UtcTicks % TimeSpan.FromMinutes(15).Ticks));

    private static DateTimeOffset Day(DateTimeOffset time) => time.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerDay));

    private static Gen<List<T>> ListOf<T>(this Gen<T> items, int least, int most)
        => Gen.Choose(least, most).SelectMany(count => items.ListOf(count)).Select(list => list.ToList());
}
