namespace OneLink.Admin.Campaigns;

/// <summary>A contact of a campaign, and what became of it. Times are Unix milliseconds.</summary>
internal sealed record CampaignRecipient
{
    public required long Id { get; init; }

    /// <summary>Null where it was deleted.</summary>
    public long? ContactId { get; init; }

    /// <summary>Of the contact.</summary>
    public string? Name { get; init; }

    /// <summary>One of <see cref="RecipientState"/>.</summary>
    public required string State { get; init; }

    /// <summary>One of <see cref="SkipReason"/>; null unless it was skipped.</summary>
    public string? Reason { get; init; }

    public string? Detail { get; init; }

    /// <summary>Not before; null unless it waits.</summary>
    public long? DueAt { get; init; }

    public long? MessageId { get; init; }

    /// <summary>One of <see cref="Messages.MessageStatus"/>.</summary>
    public long? MessageStatus { get; init; }

    /// <summary>As people see it.</summary>
    public long? ConversationDisplayId { get; init; }

    public long? SettledAt { get; init; }
}
