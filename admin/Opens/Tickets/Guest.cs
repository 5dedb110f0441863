namespace OneLink.Admin.Opens.Tickets;

/// <summary>
/// A ticket that an opening got, and from its exchange on somebody who is let into one conversation: from the message on that
/// carried the link. He has shown that he had the link first, and nothing of who he is. Times are Unix milliseconds.
/// </summary>
internal sealed record Guest
{
    /// <summary>A link gives one ticket.</summary>
    public required long LinkId { get; init; }

    public required long AccountId { get; init; }

    public required long ConversationId { get; init; }

    /// <summary>The first message that is shown.</summary>
    public required long MessageId { get; init; }

    public required string ClickId { get; init; }

    public required long GivenAt { get; init; }

    /// <summary>By which the Client API knows him. Secret; null until the ticket is exchanged.</summary>
    public string? Identifier { get; init; }

    /// <summary>When it no longer does.</summary>
    public long? ExpiresAt { get; init; }
}
