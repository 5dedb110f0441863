namespace OneLink.Analytics.Queries;

/// <summary>A person's tap on a link, as who works with that person is shown it. Texts are empty where nothing is known.</summary>
public sealed record LinkTap
{
    public required Guid ClickId { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required ulong LinkId { get; init; }

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
