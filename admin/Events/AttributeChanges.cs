using System.Text.Json;
using System.Text.Json.Nodes;

namespace OneLink.Admin.Events;

/// <summary>What changed of one entity, by attribute name, in the order of the changes.</summary>
internal sealed class AttributeChanges
{
    private readonly OrderedDictionary<string, AttributeChange> _byName = new(StringComparer.Ordinal);

    public bool Any => _byName.Count > 0;

    public IReadOnlyDictionary<string, AttributeChange> ByName => _byName;

    /// <summary>Notes a change; a value that stayed, or came back to what it was, is none.</summary>
    public AttributeChanges Add(string name, JsonNode? previous, JsonNode? current)
    {
        var change = new AttributeChange(_byName.TryGetValue(name, out var earlier) ? earlier.Previous : previous?.DeepClone(), current?.DeepClone());
        if (change.IsNone)
        {
            _byName.Remove(name);
        }
        else
        {
            _byName[name] = change;
        }

        return this;
    }

    /// <summary>Notes what changed later in the same transaction.</summary>
    public void AddAll(AttributeChanges later)
    {
        foreach (var (name, change) in later._byName)
        {
            Add(name, change.Previous, change.Current);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(_byName, EventJson.Relaxed.OrderedDictionaryStringAttributeChange);

    public static AttributeChanges Parse(string json)
    {
        var changes = new AttributeChanges();
        foreach (var (name, change) in JsonSerializer.Deserialize(json, EventJson.Default.OrderedDictionaryStringAttributeChange)!)
        {
            changes._byName[name] = change;
        }

        return changes;
    }
}
