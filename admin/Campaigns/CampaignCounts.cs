namespace OneLink.Admin.Campaigns;

/// <summary>How many recipients of a campaign have come how far. Each is in one of them.</summary>
internal sealed record CampaignCounts
{
    public static CampaignCounts None { get; } = new();

    public long Waiting { get; init; }

    /// <summary>On its way, or taken by the provider, of which no receipt has come.</summary>
    public long Sent { get; init; }

    public long Delivered { get; init; }

    public long Read { get; init; }

    /// <summary>Given up by the provider, or by us.</summary>
    public long Failed { get; init; }

    /// <summary>By <see cref="SkipReason"/>.</summary>
    public IReadOnlyDictionary<string, long> Skipped { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>In one of <see cref="RecipientState"/>, or all.</summary>
    public long In(string? state) => state switch
    {
        RecipientState.Waiting => Waiting,
        RecipientState.Sent => Sent + Delivered + Read + Failed,
        RecipientState.Skipped => Skipped.Values.Sum(),
        _ => Total,
    };

    public long Total => Waiting + Sent + Delivered + Read + Failed + Skipped.Values.Sum();
}
