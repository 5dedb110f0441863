using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace OneLink.Client.Json;

/// <summary>
/// A JSON merge patch (RFC 7396): a property that was never set stays out of it and leaves its field as it is; one that was
/// set to null clears the field.
/// </summary>
public abstract class MergePatch
{
    internal JsonObject Fields { get; } = [];

    private protected T? Get<T>(JsonTypeInfo<T> type, [CallerMemberName] string property = "")
        => Fields[NameOf(property)] is { } value ? value.Deserialize(type) : default;

    private protected void Set<T>(T? value, JsonTypeInfo<T> type, [CallerMemberName] string property = "")
        => Fields[NameOf(property)] = value is null ? null : JsonSerializer.SerializeToNode(value, type);

    private protected void Set<T>(T? value, JsonTypeInfo<T> type, [CallerMemberName] string property = "")
        where T : struct
        => Fields[NameOf(property)] = value is { } set ? JsonSerializer.SerializeToNode(set, type) : null;

    private protected T? GetValue<T>(JsonTypeInfo<T> type, [CallerMemberName] string property = "")
        where T : struct
        => Fields[NameOf(property)] is { } value ? value.Deserialize(type) : null;

    private static string NameOf(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);
}
