using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Parameters;

/// <summary>
/// Makes a tree of a parsed body that can be read and stored without surprises: of a name given twice the last one counts,
/// and text that is no text (half a surrogate pair, NUL, which PostgreSQL cannot keep) is refused.
/// </summary>
internal static class JsonTree
{
    /// <exception cref="BadHttpRequestException">The body holds text that is none.</exception>
    public static JsonNode? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => OfObject(value),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Of)]),
        JsonValueKind.String => JsonValue.Create(Text(value)),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(value.Clone()),
    };

    private static JsonObject OfObject(JsonElement value)
    {
        var tree = new JsonObject();
        foreach (var member in value.EnumerateObject())
        {
            var name = JsonNames.Of(member) ?? throw UnreadableRequest.Bad("A name holds half of a surrogate pair.");
            tree[Checked(name)] = Of(member.Value);
        }

        return tree;
    }

    private static string Text(JsonElement value)
    {
        try
        {
            return Checked(value.GetString()!);
        }
        catch (InvalidOperationException exception)
        {
            throw new BadHttpRequestException("A text holds half of a surrogate pair.", StatusCodes.Status400BadRequest, exception);
        }
    }

    public static string Checked(string text)
        => text.Contains('\0', StringComparison.Ordinal) ? throw UnreadableRequest.Bad("A text holds a NUL character.") : text;

    /// <param name="name">Of the parameter, for who sent it.</param>
    /// <param name="text">Its value.</param>
    /// <exception cref="BadHttpRequestException">One of them is no text.</exception>
    public static string Checked(string name, string text)
        => text.Contains('\0', StringComparison.Ordinal) ? throw new NulTextException(Checked(name)) : text;
}
