using System.Text.Json.Nodes;
using OneLink.Admin.Audit;

namespace OneLink.Admin.Access.ApiKeys;

/// <summary>What the audit log says of keys: never their secrets.</summary>
internal static class ApiKeyAudit
{
    public static AuditEntry Entry(string action, ApiKey? before, ApiKey? after)
    {
        var key = after ?? before!;
        return new AuditEntry(action, key.Id, key.Name) { Changes = AuditChanges.Between(Fields(before), Fields(after)) };
    }

    private static JsonObject Fields(ApiKey? key) => key is null ? [] : new JsonObject
    {
        ["name"] = key.Name,
        ["scopes"] = new JsonArray([.. key.ScopeNames]),
        ["allowedIps"] = new JsonArray([.. key.Networks]),
        ["expiresAt"] = key.ExpiresAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture) : null,
    };
}
