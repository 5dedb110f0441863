namespace OneLink.Admin.Tests.Stats.Isolation;

/// <summary>A row of <c>clicks</c> and, of some, the conversion that followed it.</summary>
internal sealed record OwnedClick
{
    public required Guid Id { get; init; }

    /// <summary>Place of the account among those of the test.</summary>
    public required int Account { get; init; }

    public required long Link { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Kind { get; init; }

    public required string Orphan { get; init; }

    public required string Country { get; init; }

    public required string Platform { get; init; }

    public required string Campaign { get; init; }

    public required string Referrer { get; init; }

    public required ulong Visitor { get; init; }

    public DateTimeOffset? ConvertedAt { get; init; }

    public bool IsBot => Kind is "bot" or "preview";
}
