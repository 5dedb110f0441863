using System.Text.Json.Nodes;

namespace OneLink.Admin.Events;

/// <summary>
/// Something that happened to one entity, on its way into the log. It names the entity; whoever tells others of it reads
/// the row. What cannot be read afterwards travels along.
/// </summary>
/// <param name="Name">One of <see cref="EventNames"/>.</param>
/// <param name="AccountId">Account of the entity.</param>
/// <param name="EntityId">Id of the row; for conversations not the number that people see.</param>
internal sealed record DomainEvent(string Name, long AccountId, long EntityId)
{
    /// <summary>Of an update: what changed. An update that changes nothing is no event.</summary>
    public AttributeChanges? ChangedAttributes { get; init; }

    /// <summary>What will not be found in the row later: of a deletion, who it was.</summary>
    public JsonObject? Data { get; init; }

    /// <summary>What tells it from others of its name and entity in the same transaction; null where there is but one.</summary>
    public string? Distinction { get; init; }

    /// <summary>The request that it comes of, which whoever writes it down adds; null where it comes of none.</summary>
    public string? RequestId { get; init; }

    /// <summary>Null: the system itself.</summary>
    public Performer? Performer { get; init; }
}
