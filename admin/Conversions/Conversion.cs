namespace OneLink.Admin.Conversions;

/// <summary>A stored conversion. Times are Unix milliseconds.</summary>
internal sealed record Conversion
{
    /// <summary>UUIDv7, so that ids sort by time.</summary>
    public required string Id { get; init; }

    public required long AccountId { get; init; }

    public string? IdempotencyKey { get; init; }

    /// <summary>SHA-256 of what was sent, to tell a repetition from another request under the same key.</summary>
    public required byte[] Fingerprint { get; init; }

    public required string Type { get; init; }

    /// <summary>The click as it was named, or the one by which the visitor is known; null where neither is.</summary>
    public string? ClickId { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>Decimal digits, at most four of them behind the point.</summary>
    public string? Amount { get; init; }

    /// <summary>ISO 4217, upper case.</summary>
    public string? Currency { get; init; }

    /// <summary>A JSON object.</summary>
    public required string Metadata { get; init; }

    public required long OccurredAt { get; init; }

    public required long ReceivedAt { get; init; }

    /// <summary>Times that its click was looked for in vain.</summary>
    public long Attempts { get; init; }
}
