using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OneLink.Admin.Surfaces.Cable;

/// <summary>What a client says: <c>{"command":"subscribe","identifier":"{…}","data":"{…}"}</c>, with JSON in the texts.</summary>
/// <param name="Name"><c>subscribe</c>, <c>unsubscribe</c> or <c>message</c>; others are for nobody.</param>
/// <param name="Identifier">The subscription that it is about.</param>
/// <param name="Data">Of a message.</param>
internal sealed record CableCommand(string Name, string Identifier, string? Data)
{
    public const string Subscribe = "subscribe";
    public const string Unsubscribe = "unsubscribe";
    public const string Message = "message";

    public static bool TryRead(ReadOnlySpan<byte> text, [NotNullWhen(true)] out CableCommand? command)
    {
        command = Parse(text) is JsonObject read && Text(read, "command") is { } name && Text(read, "identifier") is { } identifier
            ? new CableCommand(name, identifier, Text(read, "data"))
            : null;
        return command is not null;
    }

    /// <summary>The action that a message asks for; null where it asks for none.</summary>
    public string? Action => Data is not null && ParseText(Data) is JsonObject data ? Text(data, "action") : null;

    /// <summary>JSON inside a text; null where it is none.</summary>
    public static JsonNode? ParseText(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string? Text(JsonObject node, string name) => node[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static JsonNode? Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            return JsonNode.Parse(ref reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
