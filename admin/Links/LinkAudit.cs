using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Audit;

namespace OneLink.Admin.Links;

/// <summary>What the audit log says of links.</summary>
internal static class LinkAudit
{
    private const string Password = "password";

    public static AuditEntry Created(StoredLink link) => new(AuditAction.LinkCreated, link.Id.ToString(), link.Slug);

    /// <summary>Many that one transaction has made: an entry for each would cost as much as the links.</summary>
    public static AuditEntry Created(IReadOnlyList<StoredLink> links) => links is [var one] ? Created(one) : new(AuditAction.LinkCreated, ObjectId: null, ObjectName: null)
    {
        Count = links.Count,
        Links = (links[0].Id.Value, links[^1].Id.Value),
    };

    public static AuditEntry Updated(StoredLink link, IReadOnlyList<AuditChange> changes)
        => new(AuditAction.LinkUpdated, link.Id.ToString(), link.Slug) { Changes = changes };

    public static AuditEntry Deleted(StoredLink link) => new(AuditAction.LinkDeleted, link.Id.ToString(), link.Slug)
    {
        Changes = [new AuditChange("url", link.Content.Url, To: null)],
    };

    /// <summary>What of a link differs; nothing where a change would change nothing.</summary>
    public static IReadOnlyList<AuditChange> Changes(StoredLink before, StoredLink after) => AuditChanges.Between(Fields(before), Fields(after), Password);

    private static JsonObject Fields(StoredLink link)
    {
        var content = link.Content;
        var fields = JsonSerializer.SerializeToNode(content, LinkContentJson.Default.LinkContent)!.AsObject();
        fields["url"] = content.Url;
        fields["title"] = content.Title;
        fields["externalId"] = content.ExternalId;
        fields["enabled"] = content.Enabled;
        fields["slug"] = link.Slug;
        fields["domain"] = link.DomainId;
        return fields;
    }
}
