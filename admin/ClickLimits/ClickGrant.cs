namespace OneLink.Admin.ClickLimits;

/// <summary>What one edge may let through of one link, as the database has it.</summary>
internal sealed record ClickGrant
{
    public required long LinkId { get; init; }

    /// <summary>Which running edge.</summary>
    public required string Instance { get; init; }

    /// <summary>Grows with each answer that changes what the edge may; 0 before the first.</summary>
    public long Turn { get; init; }

    /// <summary>Clicks that it may let through in all.</summary>
    public long Granted { get; init; }

    /// <summary>Of these, clicks that it has told of.</summary>
    public long Taken { get; init; }

    /// <summary>When it last asked in vain for a click, Unix milliseconds; 0 where it does not wait.</summary>
    public long WaitsAt { get; init; }

    /// <summary>When the edge was heard last, about whatever link, Unix milliseconds.</summary>
    public long HeardAt { get; init; }

    /// <summary>What it may still let through, as far as is known.</summary>
    public long Unused => Granted - Taken;
}
