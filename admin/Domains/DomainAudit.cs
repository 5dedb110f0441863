using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Audit;

namespace OneLink.Admin.Domains;

/// <summary>What the audit log says of domains: their fields as the API shows them.</summary>
internal static class DomainAudit
{
    private static readonly string[] NotChanged = ["id", "createdAt", "updatedAt"];

    public static AuditEntry Entry(string action, LinkDomain? before, LinkDomain? after)
    {
        var domain = after ?? before!;
        return new AuditEntry(action, domain.Id.ToString(CultureInfo.InvariantCulture), domain.Authority)
        {
            Changes = AuditChanges.Between(Fields(before), Fields(after)),
        };
    }

    private static JsonObject Fields(LinkDomain? domain)
    {
        if (domain is null)
        {
            return [];
        }

        var fields = JsonSerializer.SerializeToNode(DomainResponse.From(domain), DomainJson.Default.DomainResponse)!.AsObject();
        foreach (var name in NotChanged)
        {
            fields.Remove(name);
        }

        return fields;
    }
}
