using System.Text.Json.Nodes;

namespace OneLink.Admin.Surfaces.Parameters;

/// <summary>
/// Puts a field of a form or a query into the tree that its name describes: <c>a[b]</c> is a member of an object,
/// <c>a[]</c> an item of a list, <c>a[][b]</c> a member of the last object in a list, or of a new one where that has it.
/// A name that contradicts an earlier one is a request that cannot be read.
/// </summary>
internal static class NestedNames
{
    private const int MaxDepth = 32;

    /// <exception cref="BadHttpRequestException">The name nests too deep or contradicts an earlier one.</exception>
    public static void Put(JsonObject tree, string name, JsonNode? value) => Put(tree, Split(JsonTree.Checked(name)), 0, value);

    private static void Put(JsonObject target, List<string> keys, int index, JsonNode? value)
    {
        var key = keys[index];
        if (index == keys.Count - 1)
        {
            target[key] = value;
        }
        else if (keys[index + 1].Length == 0)
        {
            PutInList(Child(target, key, static () => new JsonArray()), keys, index + 2, value);
        }
        else
        {
            Put(Child(target, key, static () => new JsonObject()), keys, index + 1, value);
        }
    }

    private static void PutInList(JsonArray list, List<string> keys, int index, JsonNode? value)
    {
        if (index >= keys.Count)
        {
            list.Add(value);
            return;
        }

        if (keys[index].Length == 0)
        {
            throw UnreadableRequest.Bad("Lists in lists cannot be named.");
        }

        if (list.LastOrDefault() is not JsonObject item || (index == keys.Count - 1 && item.ContainsKey(keys[index])))
        {
            item = [];
            list.Add(item);
        }

        Put(item, keys, index, value);
    }

    private static T Child<T>(JsonObject target, string key, Func<T> create)
        where T : JsonNode
    {
        if (!target.TryGetPropertyValue(key, out var existing) || existing is null)
        {
            var child = create();
            target[key] = child;
            return child;
        }

        return existing as T ?? throw UnreadableRequest.Bad($"The field {key} is named in two ways.");
    }

    /// <summary><c>a[b][]</c> gives a, b and an empty name.</summary>
    private static List<string> Split(string name)
    {
        var keys = new List<string>();
        var open = name.IndexOf('[', StringComparison.Ordinal);
        if (open <= 0)
        {
            return [name];
        }

        keys.Add(name[..open]);
        while (open >= 0 && open < name.Length && name[open] == '[')
        {
            var close = name.IndexOf(']', open);
            if (close < 0 || keys.Count == MaxDepth)
            {
                throw UnreadableRequest.Bad($"The field name {name} cannot be read.");
            }

            keys.Add(name[(open + 1)..close]);
            open = close + 1;
        }

        return keys;
    }
}
