using System.Text.Json;
using Microsoft.Extensions.Primitives;
using OneLink.Admin.Json;

namespace OneLink.Admin.Links.Bulk;

/// <summary>The filters of <c>GET /links</c> as a JSON object: the same names, texts and, for <c>enabled</c>, a boolean.</summary>
internal static class BulkFilter
{
    private const int MaxText = 1_000;

    /// <summary>The filters as a query would have them. A null is a filter that is not set.</summary>
    public static IReadOnlyDictionary<string, StringValues> Parameters(JsonElement filter, FieldReader fields)
    {
        var parameters = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        foreach (var member in filter.EnumerateObject())
        {
            if (JsonNames.Of(member) is not { } name)
            {
                fields.Refuse("filter.?", "has a name that holds half of a surrogate pair, which is no character; send valid Unicode.");
                continue;
            }

            var text = member.Value.ValueKind switch
            {
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => fields.Text(member.Value, "filter." + name, MaxText, out var read) ? read : null,
            };
            if (name == "search" && string.IsNullOrWhiteSpace(text))
            {
                // No word to look for: it must not pass for a condition.
                continue;
            }

            if (text is not null && !parameters.TryAdd(name, text))
            {
                fields.Refuse("filter." + name, "is given more than once.");
            }
        }

        return parameters;
    }
}
