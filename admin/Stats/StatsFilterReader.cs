using System.Globalization;
using OneLink.Admin.Problems;
using OneLink.Analytics.Queries;
using OneLink.Shared.Devices;

namespace OneLink.Admin.Stats;

/// <summary>
/// Reads filters such as <c>country=US,CA</c> and <c>country=-US</c>. Where a dimension has a fixed set of values, others
/// are errors: a filter that can match nothing is a slip.
/// </summary>
internal static class StatsFilterReader
{
    /// <summary>Values of one filter: they travel in the address of a query.</summary>
    private const int MaxValues = 100;

    private const int MaxValueLength = 256;

    private static readonly Dictionary<ClickDimension, string[]> FixedValues = new()
    {
        [ClickDimension.Platform] = [.. Enum.GetValues<Platform>().Select(value => value.Name()), ClickDimensions.Unknown],
        [ClickDimension.DeviceClass] = [.. Enum.GetValues<DeviceClass>().Select(value => value.Name()), ClickDimensions.Unknown],
        [ClickDimension.Destination] = ["none", "url", "fallback", "deeplink_page", "card", "expired", "domain"],
        [ClickDimension.Trigger] = ["link", "qr", "page", "open"],
        [ClickDimension.Bot] = ["human", "bot", "preview"],
        [ClickDimension.Weekday] = ["1", "2", "3", "4", "5", "6", "7"],
        [ClickDimension.Hour] = [.. Enumerable.Range(0, 24).Select(hour => hour.ToString(CultureInfo.InvariantCulture))],
    };

    public static IReadOnlyList<ClickFilter> Read(StatsParameters parameters, StatsExtent extent, FieldErrors errors) =>
    [
        .. Enum.GetValues<ClickDimension>()
            .Where(dimension => extent == StatsExtent.Account || dimension != ClickDimension.Domain)
            .Select(dimension => (Dimension: dimension, Values: parameters.Filter(dimension.Name())))
            .Where(filter => filter.Values.Count > 0)
            .Select(filter => Read(filter.Dimension, filter.Values, errors)),
    ];

    private static ClickFilter Read(ClickDimension dimension, IReadOnlyList<string> values, FieldErrors errors)
    {
        var included = new List<string>();
        var excluded = new List<string>();
        foreach (var value in values.Take(MaxValues))
        {
            var negated = value.StartsWith('-');
            var name = Stored(dimension, negated ? value[1..] : value);
            Check(dimension, name, errors);
            (negated ? excluded : included).Add(name);
        }

        if (values.Count > MaxValues)
        {
            errors.Add(dimension.Name(), $"takes at most {MaxValues} values.");
        }

        return new ClickFilter(dimension, included, excluded);
    }

    private static void Check(ClickDimension dimension, string value, FieldErrors errors)
    {
        if (value.Length is 0 or > MaxValueLength)
        {
            errors.Add(dimension.Name(), $"has a value that is empty or longer than {MaxValueLength} characters.");
        }
        else if (FixedValues.TryGetValue(dimension, out var known) && !known.Contains(value, StringComparer.Ordinal))
        {
            errors.Add(dimension.Name(), $"does not know \"{value}\"; valid are {string.Join(", ", known)}.");
        }
    }

    /// <summary>Country and region codes are stored in capitals.</summary>
    private static string Stored(ClickDimension dimension, string value)
        => dimension is ClickDimension.Country or ClickDimension.Region && value != ClickDimensions.Unknown ? value.ToUpperInvariant() : value;
}
