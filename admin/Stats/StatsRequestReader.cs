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

    /// <returns>Null exactly when there are errors.</returns>
    public static StatsRequest? Read(IQueryCollection query, string accept, DateTimeOffset now, FieldErrors errors)
    {
        var parameters = new StatsParameters(query, errors);
        var range = StatsRangeReader.Read(parameters, now, errors);
        var format = StatsFormats.Read(parameters, accept);
        var request = new StatsRequest
        {
            Range = range ?? new StatsRange(TimeZoneInfo.Utc, From: null, now),
            Interval = parameters.Choice("interval", SeriesIntervals.ByName, SeriesInterval.Day),
            Counted = parameters.Choice("bots", Bots, CountedClicks.People),
            GroupBy = GroupBy(parameters, errors),
            Filters = StatsFilterReader.Read(parameters, errors),
            Limit = Limit(parameters, errors),
            Format = format,
            Shape = StatsFormats.ReadShape(parameters, format, errors),
        };
        if (request.Shape == StatsShape.Rows && parameters.Has("limit"))
        {
            errors.Add("limit", "goes with shape=summary: rows hold every combination.");
        }

        if (!errors.Any && request.Range.From is { } from)
        {
            request.CheckPoints(from, errors);
        }

        return errors.Any ? null : request;
    }

    private static List<ClickDimension> GroupBy(StatsParameters parameters, FieldErrors errors)
    {
        var dimensions = new List<ClickDimension>();
        foreach (var name in parameters.List("groupBy").Where(name => name.Length > 0).Distinct(StringComparer.Ordinal))
        {
            if (ClickDimensions.TryParse(name, out var dimension))
            {
                dimensions.Add(dimension);
            }
            else
            {
                errors.Add("groupBy", $"does not know \"{name}\"; valid are {string.Join(", ", ClickDimensions.Names)}.");
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
