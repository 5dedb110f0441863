using System.Text.Json.Nodes;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Json;

namespace OneLink.Admin.Widget;

/// <summary>
/// What a web widget asks before the first message, as its inbox has it (<c>pre_chat_form_options</c>, which is stored as
/// clients sent it): what is switched on and can be understood. A field that is not is left out, so that one bad field takes
/// nobody's chat away.
/// </summary>
internal static class PreChatForm
{
    private const int MaxFields = 30;

    /// <summary>How fields are filled in. Anything else is a line of text.</summary>
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal) { "text", "email", "tel", "number", "link", "date", "list", "checkbox" };

    /// <summary>Where what is filled in goes: to the contact's own fields, its attributes, or the conversation's.</summary>
    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal) { "standard", "contact_attribute", "conversation_attribute" };

    /// <returns><c>{"message", "fields": [{"name", "label", "type", "kind", "placeholder", "required", "values"}]}</c>; null where nothing is asked.</returns>
    public static JsonObject? Of(JsonObject settings)
    {
        if (settings[WebWidgetSettings.PreChatFormEnabled] is not JsonValue enabled || !enabled.TryGetValue(out bool isEnabled) || !isEnabled
            || settings[WebWidgetSettings.PreChatFormOptions] is not JsonObject options)
        {
            return null;
        }

        var fields = new JsonArray();
        foreach (var field in (options["pre_chat_fields"] as JsonArray ?? []).OfType<JsonObject>().Take(MaxFields))
        {
            if (Flag(field, "enabled") && AttributeObject.Text(field, "name") is { Length: > 0 } name)
            {
                fields.Add(Field(field, name));
            }
        }

        var message = AttributeObject.Text(options, "pre_chat_message");
        return fields.Count == 0 ? null : new JsonObject { ["message"] = string.IsNullOrWhiteSpace(message) ? null : message, ["fields"] = fields };
    }

    private static JsonObject Field(JsonObject field, string name)
    {
        var type = AttributeObject.Text(field, "type");
        var kind = AttributeObject.Text(field, "field_type");
        return new JsonObject
        {
            ["name"] = name,
            ["label"] = AttributeObject.Text(field, "label") is { Length: > 0 } label ? label : name,
            ["type"] = type is not null && Types.Contains(type) ? type : "text",
            ["kind"] = kind is not null && Kinds.Contains(kind) ? kind : "standard",
            ["placeholder"] = AttributeObject.Text(field, "placeholder"),
            ["required"] = Flag(field, "required"),
            ["values"] = new JsonArray([.. (field["values"] as JsonArray ?? []).OfType<JsonValue>().Select(value => (JsonNode)value.ToString())]),
        };
    }

    private static bool Flag(JsonObject field, string name) => field[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;
}
