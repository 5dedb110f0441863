using System.Text.Json;
using System.Text.Json.Nodes;

namespace OneLink.Admin.LinkClicks.Tracking;

/// <summary>
/// The texts that a template is filled with and the contact reads: the variables of its body, as they may be stored
/// (<c>components</c>, or <c>processed_params</c> by part, by name or in order). Not the files of its header, which the channel
/// fetches, nor its buttons, whose address the channel has approved.
/// </summary>
internal static class TemplateTexts
{
    private const string Body = "body";

    /// <summary>Changes each text in place.</summary>
    /// <param name="template">As <c>template_params</c> are stored.</param>
    /// <param name="change">Gives the text that takes its place.</param>
    public static void Change(JsonObject template, Func<string, string> change)
    {
        if (template["components"] is JsonArray components)
        {
            foreach (var parameter in components.OfType<JsonObject>().Where(IsBody).SelectMany(body => (body["parameters"] as JsonArray ?? []).OfType<JsonObject>()))
            {
                ChangeMember(parameter, "text", change);
            }

            return;
        }

        switch (template["processed_params"])
        {
            case JsonArray inOrder:
                for (var place = 0; place < inOrder.Count; place++)
                {
                    if (TextOf(inOrder[place]) is { } text)
                    {
                        inOrder[place] = change(text);
                    }
                }

                break;
            case JsonObject parts when parts[Body] is JsonObject body:
                ChangeMembers(body, change);
                break;
            case JsonObject parts when parts["header"] is not JsonObject && parts["buttons"] is not JsonArray:
                ChangeMembers(parts, change);
                break;
            default:
                break;
        }
    }

    private static bool IsBody(JsonObject component) => string.Equals(TextOf(component["type"]), Body, StringComparison.OrdinalIgnoreCase);

    private static void ChangeMembers(JsonObject values, Func<string, string> change)
    {
        foreach (var name in values.Select(member => member.Key).ToList())
        {
            ChangeMember(values, name, change);
        }
    }

    private static void ChangeMember(JsonObject values, string name, Func<string, string> change)
    {
        if (TextOf(values[name]) is { } text)
        {
            values[name] = change(text);
        }
    }

    private static string? TextOf(JsonNode? node) => node?.GetValueKind() is JsonValueKind.String ? node.GetValue<string>() : null;
}
