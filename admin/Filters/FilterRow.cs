using System.Text.Json.Nodes;

namespace OneLink.Admin.Filters;

/// <summary>One condition as a client writes it.</summary>
/// <param name="AttributeKey">Field.</param>
/// <param name="Operator">One of <see cref="FilterOperator"/>.</param>
/// <param name="Values">Text, numbers or flags.</param>
/// <param name="QueryOperator">Joins the row to the next one.</param>
internal sealed record FilterRow(string AttributeKey, string Operator, IReadOnlyList<JsonNode?> Values, string? QueryOperator);
