namespace OneLink.Analytics.Queries;

/// <summary>A click as live listeners get it.</summary>
public sealed record LiveClick
{
    /// <summary>When its batch arrived, by ClickHouse's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public required Guid Id { get; init; }

    public required uint AccountId { get; init; }

    public required ulong LinkId { get; init; }

    public required uint DomainId { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Kind { get; init; }

    public required string Trigger { get; init; }

    public required string Destination { get; init; }

    public required string Platform { get; init; }

    public required string DeviceClass { get; init; }

    public required string Browser { get; init; }

    public required string InApp { get; init; }

    public required string Country { get; init; }

    public required string Referrer { get; init; }

    public required string Rule { get; init; }

    public required string Variant { get; init; }
}
