using System.Text.Json.Serialization;

namespace OneLink.Client.Audit;

/// <summary>A change, or a bulk of them.</summary>
public sealed record AuditEntry
{
    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required AuditActor Actor { get; init; }

    /// <summary>Such as <c>link.updated</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What was changed.</summary>
    [JsonPropertyName("object")]
    public required AuditObject Target { get; init; }

    /// <summary>Objects that the entry tells of.</summary>
    public required long Count { get; init; }

    /// <summary>Fields that have another value now, without secrets.</summary>
    public required IReadOnlyList<AuditChange> Changes { get; init; }

    /// <summary>Names the request that asked for it.</summary>
    public string? RequestId { get; init; }
}
