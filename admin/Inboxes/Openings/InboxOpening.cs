namespace OneLink.Admin.Inboxes.Openings;

/// <summary>What edges were told last of an inbox for which rules of links ask.</summary>
internal sealed record InboxOpening
{
    public required long InboxId { get; init; }

    public required long AccountId { get; init; }

    public required long IsOpen { get; init; }

    /// <summary>End of its hours, Unix milliseconds; 0 where they do not end, or it is not open.</summary>
    public required long ClosesAt { get; init; }
}
