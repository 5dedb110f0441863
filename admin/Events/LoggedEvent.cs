using System.Text.Json.Nodes;

namespace OneLink.Admin.Events;

/// <summary>An event as it lies in the log.</summary>
internal sealed record LoggedEvent
{
    public required long Sequence { get; init; }

    /// <summary>A UUID, the same wherever the event is told.</summary>
    public required string Id { get; init; }

    public required long AccountId { get; init; }

    /// <inheritdoc cref="DomainEvent.Name"/>
    public required string Name { get; init; }

    public required long EntityId { get; init; }

    /// <summary>JSON, see <see cref="AttributeChanges"/>.</summary>
    public string? ChangedAttributesJson { get; init; }

    public string? DataJson { get; init; }

    public string? PerformerKind { get; init; }

    public long? PerformerId { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long CreatedAt { get; init; }

    public AttributeChanges Changes => field ??= ChangedAttributesJson is null ? new AttributeChanges() : AttributeChanges.Parse(ChangedAttributesJson);

    public JsonObject Data => field ??= DataJson is null ? [] : JsonNode.Parse(DataJson)!.AsObject();

    public Performer? Performer => PerformerKind is null ? null : new Performer(PerformerKind, PerformerId!.Value);

    public bool Changed(string attribute) => Changes.ByName.ContainsKey(attribute);
}
