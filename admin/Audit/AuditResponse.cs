using System.Text.Json;
using OneLink.Admin.Links;

namespace OneLink.Admin.Audit;

/// <summary>An entry as the API shows it.</summary>
internal sealed record AuditResponse(
    string Id,
    DateTimeOffset CreatedAt,
    AuditActor Actor,
    string Action,
    AuditObject Object,
    long Count,
    IReadOnlyList<AuditChange> Changes,
    string? RequestId)
{
    private const string IdPrefix = "aud_";

    public static AuditResponse From(AuditRow row) => new(
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{IdPrefix}{row.Id}"),
        DateTimeOffset.FromUnixTimeMilliseconds(row.At),
        new AuditActor(row.ActorKind, row.ActorId.Length == 0 ? null : row.ActorId, row.ActorName),
        row.Action,
        new AuditObject(
            row.Action[..row.Action.IndexOf('.', StringComparison.Ordinal)],
            row.ObjectId ?? LinkName(row.FirstLink),
            LinkName(row.LastLink),
            row.ObjectName),
        row.Count,
        row.Changes is null ? [] : JsonSerializer.Deserialize(row.Changes, AuditJson.Default.IReadOnlyListAuditChange)!,
        row.RequestId);

    private static string? LinkName(long? id) => id is { } value ? new LinkId(value).ToString() : null;
}
