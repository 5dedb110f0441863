using System.Text.Json.Nodes;

namespace OneLink.Client.Events;

/// <summary>A conversion: what somebody did after a click.</summary>
public sealed record EventInput
{
    /// <summary><c>lead</c>, <c>sale</c> or a name of your own.</summary>
    public required string Type { get; init; }

    /// <summary>The click that led to it; this or <see cref="ExternalId"/>.</summary>
    public string? ClickId { get; init; }

    /// <summary>Your id of the visitor.</summary>
    public string? ExternalId { get; init; }

    public decimal? Amount { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>Now where left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Counts the event once however often it is reported, by whichever call; a key of the call where left out.</summary>
    public string? IdempotencyKey { get; init; }

    public JsonObject? Metadata { get; init; }
}
