using System.Text.Json.Nodes;
using OneLink.Admin.Filters;

namespace OneLink.Admin.Surfaces.Parameters;

/// <summary>Reads the rows of a filter.</summary>
internal static class FilterPayload
{
    /// <returns>Null where the payload is not a list of objects.</returns>
    public static List<FilterRow>? Of(RequestParameters parameters)
    {
        var rows = new List<FilterRow>();
        foreach (var node in parameters.Tree["payload"] switch
        {
            null => [],
            JsonArray list => list,
            var other => new JsonArray(other.DeepClone()),
        })
        {
            if (node is not JsonObject row)
            {
                return null;
            }

            rows.Add(new FilterRow(
                Text(row["attribute_key"]),
                Text(row["filter_operator"]),
                row["values"] switch
                {
                    null => [],
                    JsonArray values => [.. values],
                    var value => [value],
                },
                row["query_operator"] is null ? null : Text(row["query_operator"])));
        }

        return rows;
    }

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
