namespace OneLink.Admin.LinkClicks.Joining;

/// <summary>The click by which somebody came into a conversation.</summary>
internal sealed record ConversationClick
{
    /// <summary>UUID as text. A click leads to one conversation: who sends on a text that was typed for him did not tap.</summary>
    public required string ClickId { get; init; }

    public required long AccountId { get; init; }

    public required long ConversationId { get; init; }

    public required long LinkId { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long ClickedAt { get; init; }
}
