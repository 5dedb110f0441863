namespace OneLink.Admin.Summaries;

/// <summary>A summary that somebody asked for.</summary>
internal sealed record WantedSummary
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public required long ConversationId { get; init; }

    /// <summary>The rule that asked; 0 for a macro.</summary>
    public required long RuleId { get; init; }

    public required long AttemptCount { get; init; }
}
