using System.Globalization;
using OneLink.Admin.Problems;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>Reads a stats query, with everything that is wrong with it together.</summary>
internal static class StatsRequestReader
{
    private static readonly Dictionary<string, CountedClicks> Bots = new(StringComparer.Ordinal)
    {
        ["exclude"] = CountedClicks.People,
        ["include"] = CountedClicks.PeopleAndBots,
        ["only"] = CountedClicks.Bots,
    };

    private static readonly Dictionary<string, StatsComparison> Comparisons = new(StringComparer.Ordinal)
    {
        ["none"] = StatsComparison.None,
        ["previous"] = StatsComparison.Previous,
        ["year"] = StatsComparison.Year,
    };

    private static readonly Dictionary<string, bool> WeekStarts = new(StringComparer.Ordinal) { ["monday"] = false, ["sunday"] = true };

    private static readonly Dictionary<string, bool> YesOrNo = new(StringComparer.Ordinal) { ["true"] = true, ["false"] = false };

    /// <summary>A cross table of more dimensions than this is one of single clicks.</summary>
    private const int MaxPivot = 4;

    /// <returns>Null exactly when there are errors.</returns>
    public static StatsRequest? Read(IQueryCollection query, StatsExtent extent, string accept, DateTimeOffset now, FieldErrors errors)
    {
        var parameters = new StatsParameters(query, extent, errors);
        var range = StatsRangeReader.Read(parameters, now, errors);
        var format = StatsFormats.Read(parameters, accept);
        var request = new StatsRequest
        {
            Range = range ?? new StatsRange(TimeZoneInfo.Utc, From: null, now),
            Interval = Interval(parameters),
            Counted = parameters.Choice("bots", Bots, CountedClicks.People),
            GroupBy = Dimensions("groupBy", parameters, extent, errors),
            Pivot = Pivot(parameters, extent, errors),
            Comparison = parameters.Choice("compare", Comparisons, StatsComparison.None),
            WithConversions = parameters.Choice("conversions", YesOrNo, otherwise: false),
            VerdictBy = parameters.Single("verdictBy") is { Length: > 0 } type ? type : null,
            Filters = StatsFilterReader.Read(parameters, extent, errors),
            Limit = Limit(parameters, errors),
            Format = format,
            Shape = StatsFormats.ReadShape(parameters, format, errors),
        };
        if (request.Shape == StatsShape.Rows && parameters.Has("limit"))
        {
            errors.Add("limit", "goes with shape=summary: rows hold every combination.");
        }

        if (request.Shape == StatsShape.Rows && (request.Pivot is not [] || request.Comparison != StatsComparison.None || request.WithConversions))
        {
            errors.Add("shape", "rows hold every combination of groupBy; pivot, compare and conversions go with shape=summary.");
        }

        if (request.WithConversions && request.Filters.FirstOrDefault(filter => !ConversionStats.Knows(filter.Dimension)) is { } filter)
        {
            errors.Add("conversions", $"are not known by {filter.Dimension.Name()}; leave one of both out.");
        }

        if (!errors.Any && request.Range.From is { } from)
        {
            request.CheckPoints(from, errors);
        }

        return errors.Any ? null : request;
    }

    private static SeriesInterval Interval(StatsParameters parameters)
    {
        var interval = parameters.Choice("interval", SeriesIntervals.ByName, SeriesInterval.Day);
        var isSunday = parameters.Choice("weekStart", WeekStarts, otherwise: false);
        return interval == SeriesInterval.Week && isSunday ? SeriesInterval.SundayWeek : interval;
    }

    private static List<ClickDimension> Pivot(StatsParameters parameters, StatsExtent extent, FieldErrors errors)
    {
        var pivot = Dimensions("pivot", parameters, extent, errors);
        if (parameters.Has("pivot") && pivot.Count is < 2 or > MaxPivot && !errors.Any)
        {
            errors.Add("pivot", FormattableString.Invariant($"crosses 2 to {MaxPivot} different dimensions, such as country,platform."));
        }

        return pivot;
    }

    private static List<ClickDimension> Dimensions(string parameter, StatsParameters parameters, StatsExtent extent, FieldErrors errors)
    {
        var known = extent == StatsExtent.Link ? ClickDimensions.OfLink : ClickDimensions.OfAccount;
        var dimensions = new List<ClickDimension>();
        foreach (var name in parameters.List(parameter).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal))
        {
            if (known.Contains(name, StringComparer.Ordinal) && ClickDimensions.TryParse(name, out var dimension))
            {
                dimensions.Add(dimension);
            }
            else
            {
                errors.Add(parameter, $"does not know \"{name}\"; valid are {string.Join(", ", known)}.");
            }
        }

        return dimensions;
    }

    private static int Limit(StatsParameters parameters, FieldErrors errors)
    {
        if (parameters.Single("limit") is not { } text)
        {
            return StatsRequest.DefaultLimit;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= StatsRequest.MaxLimit)
        {
            return limit;
        }

        errors.Add("limit", FormattableString.Invariant($"must be a whole number from 1 to {StatsRequest.MaxLimit:N0}."));
        return StatsRequest.DefaultLimit;
    }
}
