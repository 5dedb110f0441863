using System.Text.Json.Nodes;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Messages;

/// <summary>The items of messages that offer something: choices, cards, fields of a form, articles.</summary>
internal static class MessageItems
{
    private const string Attribute = "content_attributes";

    private static readonly string[] SelectKeys = ["title", "value"];
    private static readonly string[] CardKeys = ["title", "description", "media_url", "actions"];
    private static readonly string[] ActionKeys = ["text", "type", "payload", "uri"];
    private static readonly string[] ArticleKeys = ["title", "description", "link"];

    private static readonly string[] FormKeys =
        ["type", "placeholder", "label", "name", "options", "default", "required", "pattern", "title", "pattern_error"];

    public static void Check(RecordErrors errors, string? contentType, JsonNode? items)
    {
        var keys = contentType switch
        {
            MessageContentType.InputSelect => SelectKeys,
            MessageContentType.Cards => CardKeys,
            MessageContentType.Form => FormKeys,
            MessageContentType.Article => ArticleKeys,
            _ => null,
        };
        if (keys is null)
        {
            return;
        }

        if (items is not JsonArray { Count: > 0 } list)
        {
            Add(errors, "At least one item is required.");
        }
        else if (list.Any(item => item is not JsonObject))
        {
            Add(errors, "Items should be a hash.");
        }
        else
        {
            CheckKeys(errors, "items", [.. list.OfType<JsonObject>()], keys);
            if (contentType is MessageContentType.Cards)
            {
                CheckActions(errors, [.. list.OfType<JsonObject>()]);
            }
        }
    }

    private static void CheckActions(RecordErrors errors, List<JsonObject> cards)
    {
        if (cards.Exists(card => card["actions"] is not JsonArray { Count: > 0 } actions || actions.Any(action => action is not JsonObject)))
        {
            Add(errors, "contains items missing actions");
            return;
        }

        CheckKeys(errors, "actions", [.. cards.SelectMany(card => card["actions"]!.AsArray().OfType<JsonObject>())], ActionKeys);
    }

    private static void CheckKeys(RecordErrors errors, string what, List<JsonObject> objects, string[] allowed)
    {
        var unknown = objects.SelectMany(item => item.Select(member => member.Key)).Except(allowed, StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            Add(errors, $"contains invalid keys for {what} : [{string.Join(", ", unknown.Select(key => ":" + key))}]");
        }
    }

    private static void Add(RecordErrors errors, string message) => errors.Add(Attribute, RecordErrorCode.Invalid, message);
}
