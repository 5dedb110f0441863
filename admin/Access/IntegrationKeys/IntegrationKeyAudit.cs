using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Audit;

namespace OneLink.Admin.Access.IntegrationKeys;

/// <summary>What the audit log says of these keys: never their secrets.</summary>
internal static class IntegrationKeyAudit
{
    public static AuditEntry Entry(string action, IntegrationKey? before, IntegrationKey? after)
    {
        var key = after ?? before!;
        return new AuditEntry(action, key.Id.ToString(CultureInfo.InvariantCulture), key.Name)
        {
            Changes = AuditChanges.Between(Fields(before), Fields(after)),
        };
    }

    private static JsonObject Fields(IntegrationKey? key) => key is null ? [] : new JsonObject
    {
        ["name"] = key.Name,
        ["scopes"] = new JsonArray([.. key.ScopeNames]),
        ["key"] = key.KeyPrefix,
    };
}
