using System.Text.Json.Nodes;

namespace OneLink.Admin.Automation.Conditions;

/// <summary>One condition as a client writes it.</summary>
/// <param name="AttributeKey">One of <see cref="RuleAttribute"/>, or an attribute of the account's own.</param>
/// <param name="Operator">One of <see cref="Filters.FilterOperator"/>, or <see cref="RuleAttribute.AttributeChanged"/>.</param>
/// <param name="Values">A list; of a change an object with <c>from</c> and <c>to</c>.</param>
/// <param name="QueryOperator">Joins the condition to the next one.</param>
/// <param name="Model">Whose attribute an own one is; empty where it is not said.</param>
internal sealed record RuleCondition(string AttributeKey, string Operator, JsonNode? Values, string? QueryOperator, string Model)
{
    /// <returns>Null where it is no object.</returns>
    public static RuleCondition? Of(JsonNode? node) => node is JsonObject row
        ? new RuleCondition(
            Text(row["attribute_key"]),
            Text(row["filter_operator"]),
            row["values"],
            row["query_operator"] is null ? null : Text(row["query_operator"]),
            Text(row["custom_attribute_type"]))
        : null;

    /// <summary>What is compared with: a list of one where a single value is given.</summary>
    public IReadOnlyList<JsonNode?> List => Values switch
    {
        null => [],
        JsonArray values => [.. values],
        _ => [Values],
    };

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text.Trim() : "";
}
