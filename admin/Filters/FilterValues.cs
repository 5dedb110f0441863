using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OneLink.Admin.Filters;

/// <summary>Reads the values of a row as what its field holds.</summary>
internal static class FilterValues
{
    /// <summary>A part of a text, of whatever kind, to be looked for.</summary>
    public static string? Part(FilterField field, JsonNode? node) => Part(field.Kind, node);

    /// <inheritdoc cref="Part(FilterField, JsonNode?)"/>
    public static string? Part(FilterKind kind, JsonNode? node) => Read(kind is FilterKind.PhoneNumber ? FilterKind.Text : kind, choices: null, node) as string;

    /// <returns>The value as it is compared, or null where it cannot be.</returns>
    public static object? Read(FilterField field, JsonNode? node) => Read(field.Kind, field.Choices, node);

    /// <param name="kind">What the field holds.</param>
    /// <param name="choices">Of a choice.</param>
    /// <param name="node">As the client wrote it.</param>
    /// <returns>The value as it is compared, or null where it cannot be.</returns>
    public static object? Read(FilterKind kind, IReadOnlyDictionary<string, long>? choices, JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
        {
            return null;
        }

        var text = (value.TryGetValue(out string? given) ? given : value.ToJsonString()).Trim();
        return kind switch
        {
            _ when text.Length == 0 => null,
            FilterKind.LoweredText => text.ToLowerInvariant(),
            FilterKind.PhoneNumber => "+" + text.Replace("+", "", StringComparison.Ordinal),
            FilterKind.Number => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? IsWhole(number) ? (object)(long)number : (double)number
                : null,
            FilterKind.Flag => text.ToUpperInvariant() switch
            {
                "TRUE" or "1" => 1L,
                "FALSE" or "0" => 0L,
                _ => null,
            },
            FilterKind.Choice => choices!.TryGetValue(text, out var stored) ? stored : null,
            FilterKind.Time or FilterKind.DayText => Day(text),
            _ => text,
        };
    }

    /// <summary>A day, or the day (UTC) of a time.</summary>
    public static DateOnly? Day(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? DateOnly.FromDateTime(time.UtcDateTime)
            : null;
    }

    public static int? Days(JsonNode? node)
        => node is JsonValue value && int.TryParse(value.TryGetValue(out string? text) ? text : value.ToJsonString(), NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            && days <= 36_500
            ? days
            : null;

    /// <summary>Whole numbers stay whole: an index of whole numbers is then of use.</summary>
    private static bool IsWhole(decimal number) => number == decimal.Truncate(number) && Math.Abs(number) <= long.MaxValue;
}
