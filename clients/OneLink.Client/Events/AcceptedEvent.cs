namespace OneLink.Client.Events;

/// <summary>A conversion that was accepted.</summary>
public sealed record AcceptedEvent
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    /// <summary>The click that it will be joined to; null where none is known.</summary>
    public string? ClickId { get; init; }

    public string? ExternalId { get; init; }

    public decimal? Amount { get; init; }

    public string? Currency { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}
