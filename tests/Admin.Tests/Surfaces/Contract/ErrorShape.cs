using System.Text.Json.Nodes;

namespace OneLink.Admin.Tests.Surfaces.Contract;

/// <summary>The shapes in which the three APIs refuse, whatever the published description says.</summary>
internal static class ErrorShape
{
    private const string TooMany = "Retry later\n";

    public static bool Is(int status, string? mediaType, string body)
    {
        if (status == 429)
        {
            return mediaType == "text/plain" && body == TooMany;
        }

        // Where a filter by source id finds nothing, clients are told so by an empty body.
        return body.Length == 0 ? status == 404 : mediaType == "application/json" && JsonNode.Parse(body) is JsonObject error && Is(status, error);
    }

    private static bool Is(int status, JsonObject error) => (error["error"], error["errors"], error["message"], error["status"]) switch
    {
        ({ } one, null, null, null) => IsText(one),
        (null, JsonArray all, null, null) => all.Count > 0 && all.All(IsText),
        (null, null, { } message, null) => IsText(message) && (error["attributes"] is null || error["attributes"] is JsonArray attributes && attributes.All(IsText)),

        // Of bulk actions.
        (null, null, null, null) => error["success"] is { } success && !success.GetValue<bool>(),
        ({ } one, null, null, { } number) => IsText(one) && number.GetValue<int>() == status,
        _ => false,
    };

    private static bool IsText(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0;
}
