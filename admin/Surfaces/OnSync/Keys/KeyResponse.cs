using System.Text.Json.Serialization;
using OneLink.Admin.Access.IntegrationKeys;

namespace OneLink.Admin.Surfaces.OnSync.Keys;

/// <summary>A key of this API.</summary>
internal sealed record KeyResponse(string Id, string Name, string KeyPrefix, IReadOnlyList<string> Scopes, string? LastUsedAt, string CreatedAt) : OnSyncAnswer
{
    /// <summary>Shown once, when it has just been made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    public static KeyResponse Of(IntegrationKey key, long? lastUsedAt)
        => new(PublicId.Key(key.Id), key.Name, key.KeyPrefix, key.ScopeNames, ApiTime.Iso(lastUsedAt), ApiTime.Iso(key.CreatedAt));
}
