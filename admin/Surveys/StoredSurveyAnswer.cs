namespace OneLink.Admin.Surveys;

/// <summary>How content a contact was. Times are Unix milliseconds, as stored.</summary>
internal sealed record StoredSurveyAnswer
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public required long ConversationId { get; init; }

    /// <summary>The survey.</summary>
    public required long MessageId { get; init; }

    public required long ContactId { get; init; }

    /// <summary>Whom it is about: who had the conversation when it was resolved.</summary>
    public long? AssignedAgentId { get; init; }

    /// <summary>From 1 to 5.</summary>
    public required long Rating { get; init; }

    public string? FeedbackMessage { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }
}
