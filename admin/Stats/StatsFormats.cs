using Microsoft.Net.Http.Headers;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Stats;

/// <summary>Reads <c>format</c> and <c>shape</c>, and what <c>Accept</c> says where <c>format</c> is not given.</summary>
internal static class StatsFormats
{
    public const string Csv = "text/csv; charset=utf-8";
    public const string Ndjson = "application/x-ndjson";
    public const string Json = "application/json";

    private static readonly Dictionary<string, StatsFormat> ByName = new(StringComparer.Ordinal)
    {
        ["json"] = StatsFormat.Json,
        ["csv"] = StatsFormat.Csv,
        ["ndjson"] = StatsFormat.Ndjson,
    };

    private static readonly Dictionary<string, StatsFormat> ByMediaType = new(StringComparer.OrdinalIgnoreCase)
    {
        [Json] = StatsFormat.Json,
        ["text/csv"] = StatsFormat.Csv,
        [Ndjson] = StatsFormat.Ndjson,
        ["application/ndjson"] = StatsFormat.Ndjson,
        ["application/jsonl"] = StatsFormat.Ndjson,
    };

    private static readonly Dictionary<string, StatsShape> Shapes = new(StringComparer.Ordinal)
    {
        ["summary"] = StatsShape.Summary,
        ["rows"] = StatsShape.Rows,
    };

    public static StatsFormat Read(StatsParameters parameters, string accept) => parameters.Choice("format", ByName, Accepted(accept));

    public static StatsShape ReadShape(StatsParameters parameters, StatsFormat format, FieldErrors errors)
    {
        var shape = parameters.Choice("shape", Shapes, format == StatsFormat.Json ? StatsShape.Summary : StatsShape.Rows);
        if (shape == StatsShape.Summary && format != StatsFormat.Json)
        {
            errors.Add("shape", "summary is not a table: CSV and NDJSON are shape=rows.");
        }

        return shape;
    }

    /// <summary>The first of the types asked for that there is; JSON where there is none, as most senders ask out of habit.</summary>
    private static StatsFormat Accepted(string accept)
    {
        if (!MediaTypeHeaderValue.TryParseList([accept], out var types))
        {
            return StatsFormat.Json;
        }

        foreach (var type in types.Where(type => type.Quality is null or > 0).OrderByDescending(type => type.Quality ?? 1))
        {
            if (ByMediaType.TryGetValue(type.MediaType.ToString(), out var format))
            {
                return format;
            }

            if (type.MatchesAllTypes)
            {
                return StatsFormat.Json;
            }
        }

        return StatsFormat.Json;
    }
}
