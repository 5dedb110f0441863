namespace OneLink.Analytics.Tests.Queries;

/// <summary>A row of <c>clicks</c>, as far as questions look at it.</summary>
internal sealed record SampleClick
{
    public required uint Account { get; init; }

    public required ulong Link { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Kind { get; init; }

    public string Orphan { get; init; } = "none";

    public string Trigger { get; init; } = "link";

    public string Platform { get; init; } = "";

    public string Browser { get; init; } = "";

    public string Country { get; init; } = "";

    public string Referrer { get; init; } = "";

    public string UtmSource { get; init; } = "";

    public ulong Visitor { get; init; }
}
