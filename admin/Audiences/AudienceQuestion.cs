using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using OneLink.Admin.Problems;
using OneLink.Admin.Stats;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Audiences;

/// <summary>
/// Reads the question of an audience: parameters of <c>GET /stats</c> that pick one cell, as members of an object. They are
/// read by what reads them there, so that both mean the same.
/// </summary>
internal static class AudienceQuestion
{
    private const string Bots = "bots";
    private const string NoBots = "exclude";

    /// <summary>Those that say which clicks; all others of stats say what is shown of them.</summary>
    private static readonly HashSet<string> Known = new(["from", "to", "period", "timezone", Bots, .. ClickDimensions.OfAccount], StringComparer.Ordinal);

    /// <param name="question">As given: texts, numbers, and lists of either.</param>
    /// <param name="now">On which ranges by name end.</param>
    /// <param name="errors">What is wrong, by parameter.</param>
    /// <returns>Null exactly when there are errors.</returns>
    public static StatsRequest? Read(JsonObject question, DateTimeOffset now, FieldErrors errors)
    {
        var parameters = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        foreach (var (name, value) in question)
        {
            if (!Known.Contains(name))
            {
                errors.Add(name, $"picks no clicks; an audience is one cell, by {string.Join(", ", Known)}.");
            }
            else if (Texts(value) is { } texts)
            {
                parameters[name] = new StringValues(texts);
            }
            else
            {
                errors.Add(name, "must be a text, a number or a list of them.");
            }
        }

        if (parameters.TryGetValue(Bots, out var bots) && bots != NoBots)
        {
            errors.Add(Bots, "must be exclude: what a crawler or a preview asked for is nobody's click.");
        }

        return errors.Any ? null : StatsRequestReader.Read(new QueryCollection(parameters), StatsExtent.Account, accept: "", now, errors);
    }

    private static string[]? Texts(JsonNode? value) => value switch
    {
        JsonArray list when list.All(item => Text(item) is not null) => [string.Join(',', list.Select(Text))],
        not null when Text(value) is { } text => [text],
        _ => null,
    };

    private static string? Text(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => Convert.ToString(value.AsValue(), CultureInfo.InvariantCulture),
        _ => null,
    };
}
