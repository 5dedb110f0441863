namespace OneLink.Admin.LinkClicks.Joining;

/// <summary>The code of a click that came with a message, until its click is found. Times are Unix milliseconds.</summary>
internal sealed record WaitingCode
{
    public required long MessageId { get; init; }

    public required long AccountId { get; init; }

    public required long ConversationId { get; init; }

    /// <summary>As <see cref="Shared.Clicks.ClickCode"/> writes it.</summary>
    public required string Code { get; init; }

    /// <summary>When it came.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Times that its click was looked for in vain.</summary>
    public long Attempts { get; init; }
}
