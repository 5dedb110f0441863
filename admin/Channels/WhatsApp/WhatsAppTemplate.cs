using System.Globalization;
using System.Text.Json.Nodes;

namespace OneLink.Admin.Channels.WhatsApp;

/// <summary>
/// A template as the Cloud API takes it, from what a message keeps of it: the components as the API names them, or the
/// parameters by part (<c>processed_params: {body, header, buttons}</c>), or those of the body alone (<c>{"1": …}</c>, or in order).
/// </summary>
internal static class WhatsAppTemplate
{
    private const string DefaultLanguage = "en";

    public static JsonObject Of(JsonObject stored)
    {
        var template = new JsonObject
        {
            ["name"] = stored.TextAt("name"),
            ["language"] = new JsonObject { ["policy"] = "deterministic", ["code"] = stored.TextAt("language") ?? DefaultLanguage },
        };
        var components = stored.At("components") is JsonArray given ? (JsonArray)given.DeepClone() : Components(stored.At("processed_params") switch
        {
            JsonArray inOrder => ByNumber(inOrder),
            var byName => byName as JsonObject,
        });
        if (components.Count > 0)
        {
            template["components"] = components;
        }

        return template;
    }

    /// <summary>Parameters in order, as numbered ones.</summary>
    private static JsonObject ByNumber(JsonArray parameters)
        => new(parameters.Select((parameter, index) => KeyValuePair.Create((index + 1).ToString(CultureInfo.InvariantCulture), parameter?.DeepClone())));

    private static JsonArray Components(JsonObject? parameters)
    {
        var components = new JsonArray();
        if (parameters is null or { Count: 0 })
        {
            return components;
        }

        var isByPart = parameters["body"] is JsonObject || parameters["header"] is JsonObject || parameters["buttons"] is JsonArray;
        if (parameters["header"] is JsonObject header && HeaderParameter(header) is { } shown)
        {
            components.Add(new JsonObject { ["type"] = "header", ["parameters"] = new JsonArray(shown) });
        }

        if ((isByPart ? parameters["body"] : parameters) is JsonObject { Count: > 0 } body)
        {
            components.Add(new JsonObject { ["type"] = "body", ["parameters"] = new JsonArray([.. body.Select(named => BodyParameter(named.Key, named.Value))]) });
        }

        foreach (var (index, button) in (parameters["buttons"] as JsonArray ?? []).Index())
        {
            if (button.TextAt("parameter") is { } parameter)
            {
                var type = button.TextAt("type") ?? "url";
                components.Add(new JsonObject
                {
                    ["type"] = "button",
                    ["sub_type"] = type,
                    ["index"] = index,
                    ["parameters"] = new JsonArray(type is "copy_code"
                        ? new JsonObject { ["type"] = "coupon_code", ["coupon_code"] = parameter }
                        : new JsonObject { ["type"] = "text", ["text"] = parameter }),
                });
            }
        }

        return components;
    }

    private static JsonObject? HeaderParameter(JsonObject header)
        => header.TextAt("media_url") is { } link && header.TextAt("media_type") is { } type
            ? new JsonObject { ["type"] = type, [type] = new JsonObject { ["link"] = link } }
            : header.Select(member => member.Value).OfType<JsonValue>().FirstOrDefault()?.ToString() is { } text ? new JsonObject { ["type"] = "text", ["text"] = text }
            : null;

    /// <summary>Parameters are numbered or named, as the template says.</summary>
    private static JsonObject BodyParameter(string name, JsonNode? value)
    {
        var parameter = new JsonObject { ["type"] = "text", ["text"] = value?.ToString() ?? "" };
        if (!name.All(char.IsAsciiDigit))
        {
            parameter["parameter_name"] = name;
        }

        return parameter;
    }
}
