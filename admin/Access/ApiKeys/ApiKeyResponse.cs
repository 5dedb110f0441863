using System.Text.Json.Serialization;

namespace OneLink.Admin.Access.ApiKeys;

/// <summary>An API key as shown; the secret only in the answer that made it.</summary>
internal sealed record ApiKeyResponse(
    string Id,
    string Name,
    string Key,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret,
    IReadOnlyList<string> Scopes,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset CreatedAt)
{
    public static ApiKeyResponse From(ApiKey key, string? secret) => new(
        key.Id,
        key.Name,
        key.PublicKey,
        secret,
        key.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        key.ExpiresAt is { } expires ? DateTimeOffset.FromUnixTimeMilliseconds(expires) : null,
        DateTimeOffset.FromUnixTimeMilliseconds(key.CreatedAt));
}
