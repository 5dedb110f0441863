using System.Text.Json.Serialization;

namespace OneLink.Admin.Access.ApiKeys;

/// <summary>An API key as shown; the secret only in the answer that made it.</summary>
internal sealed record ApiKeyResponse(
    string Id,
    string Name,
    string Key,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> AllowedIps,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset CreatedAt)
{
    /// <param name="key">The key.</param>
    /// <param name="secret">The secret that was just made, else null.</param>
    /// <param name="lastUsedAt">Unix milliseconds.</param>
    public static ApiKeyResponse From(ApiKey key, string? secret, long? lastUsedAt) => new(
        key.Id,
        key.Name,
        key.PublicKey,
        secret,
        key.ScopeNames,
        key.Networks,
        Time(key.ExpiresAt),
        Time(lastUsedAt),
        DateTimeOffset.FromUnixTimeMilliseconds(key.CreatedAt));

    private static DateTimeOffset? Time(long? at) => at is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
}
