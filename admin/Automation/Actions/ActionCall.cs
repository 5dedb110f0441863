using System.Globalization;
using System.Text.Json.Nodes;

namespace OneLink.Admin.Automation.Actions;

/// <summary>One action as a client writes it.</summary>
/// <param name="Name">One of those registered.</param>
/// <param name="Values">What it is done with.</param>
internal sealed record ActionCall(string Name, IReadOnlyList<JsonNode?> Values)
{
    /// <summary>Reads a stored list; what is no object is an action without a name.</summary>
    public static IReadOnlyList<ActionCall> Parse(string stored) => [.. JsonNode.Parse(stored)!.AsArray().Select(Of)];

    /// <summary>The values as texts; what is empty is left out.</summary>
    public IReadOnlyList<string> Texts => [.. Values.OfType<JsonValue>().Select(value => value.ToString().Trim()).Where(text => text.Length > 0)];

    /// <returns>Null where the text is no id.</returns>
    public static long? Id(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static ActionCall Of(JsonNode? node) => node is JsonObject action
        ? new ActionCall(
            action["action_name"] is JsonValue name ? name.ToString() : "",
            action["action_params"] switch
            {
                null => [],
                JsonArray values => [.. values],
                var single => [single],
            })
        : new ActionCall("", []);
}
