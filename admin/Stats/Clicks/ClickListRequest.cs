using System.Globalization;
using OneLink.Admin.Problems;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats.Clicks;

/// <summary>Which clicks a list asks for: range, filters and kinds as in stats; a page of them as JSON, all of them as CSV or NDJSON.</summary>
internal sealed record ClickListRequest
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1_000;

    /// <summary>Why a request led to no link.</summary>
    public static IReadOnlyList<string> OrphanTypes { get; } = ["unknown_slug", "root", "inactive", "expired"];

    private static readonly string[] Own = ["cursor", "limit"];
    private static readonly string[] OwnOfOrphans = [.. Own, "type"];

    /// <summary>Of a stats query, what says nothing about single clicks.</summary>
    private static readonly string[] OfStats = ["interval", "weekStart", "groupBy", "pivot", "compare", "conversions", "shape"];

    /// <summary>Range, filters, kinds and format.</summary>
    public required StatsRequest Stats { get; init; }

    public required int Limit { get; init; }

    public ClickPosition? After { get; init; }

    /// <summary>Types of the orphans that are asked for; none where clicks of links are.</summary>
    public IReadOnlyList<string> Orphans { get; init; } = [];

    /// <summary>Orphans of an account: all of them, or those of the types in <c>type</c>.</summary>
    /// <returns>Null exactly when there are errors.</returns>
    public static ClickListRequest? ReadOrphans(IQueryCollection query, string accept, DateTimeOffset now, FieldErrors errors)
    {
        var types = query["type"].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        foreach (var type in types.Except(OrphanTypes, StringComparer.Ordinal))
        {
            errors.Add("type", $"does not know \"{type}\"; valid are {string.Join(", ", OrphanTypes)}.");
        }

        return Read(query, OwnOfOrphans, StatsExtent.Account, accept, now, errors) is { } request
            ? request with { Orphans = types.Count == 0 ? OrphanTypes : types }
            : null;
    }

    /// <returns>Null exactly when there are errors.</returns>
    public static ClickListRequest? Read(IQueryCollection query, StatsExtent extent, string accept, DateTimeOffset now, FieldErrors errors)
        => Read(query, Own, extent, accept, now, errors);

    private static ClickListRequest? Read(
        IQueryCollection query, string[] own, StatsExtent extent, string accept, DateTimeOffset now, FieldErrors errors)
    {
        foreach (var name in OfStats.Where(query.ContainsKey))
        {
            errors.Add(name, "says nothing about single clicks; it belongs to stats.");
        }

        // Without a range: all clicks.
        var common = query.Where(pair => !own.Contains(pair.Key, StringComparer.Ordinal) && !OfStats.Contains(pair.Key, StringComparer.Ordinal))
            .ToDictionary(StringComparer.Ordinal);
        common["interval"] = "none";
        if (!query.ContainsKey("from") && !query.ContainsKey("period"))
        {
            common["from"] = SeriesCalendar.Earliest.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }

        var stats = StatsRequestReader.Read(new QueryCollection(common), extent, accept, now, errors);
        var after = query["cursor"].ToString() is { Length: > 0 } cursor ? ClickCursor.Parse(cursor, errors) : null;
        var limit = Limited(query, errors);
        if (stats is null || errors.Any)
        {
            return null;
        }

        // "all" needs no first click here: there is nothing to fill with zeroes.
        var range = stats.Range with { From = stats.Range.From ?? SeriesCalendar.Earliest };
        return new ClickListRequest { Stats = stats with { Range = range }, Limit = limit, After = after };
    }

    private static int Limited(IQueryCollection query, FieldErrors errors)
    {
        if (!query.TryGetValue("limit", out var values))
        {
            return DefaultLimit;
        }

        if (int.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit)
        {
            return limit;
        }

        errors.Add("limit", FormattableString.Invariant($"must be a whole number from 1 to {MaxLimit:N0}."));
        return DefaultLimit;
    }
}
