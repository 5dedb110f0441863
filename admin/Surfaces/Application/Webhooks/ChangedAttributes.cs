using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Events;

namespace OneLink.Admin.Surfaces.Application.Webhooks;

/// <summary>What an update changed, as webhooks tell it: <c>[{"name":{"previous_value":…,"current_value":…}}]</c>.</summary>
internal static class ChangedAttributes
{
    public static JsonArray Of(LoggedEvent happened) => new([.. happened.Changes.ByName.Select(change => new JsonObject
    {
        [change.Key] = JsonSerializer.SerializeToNode(change.Value, EventJson.Default.AttributeChange),
    })]);
}
