using OneLink.Admin.Filters;

namespace OneLink.Admin.Conversations;

/// <summary>Which conversations of an account a list shows, and in which order.</summary>
internal sealed record ConversationQuery
{
    public required long AccountId { get; init; }

    /// <summary>Whose "mine" it is; null: a bot's, which has none.</summary>
    public required long? UserId { get; init; }

    /// <summary>Only in these inboxes of the account; null for all.</summary>
    public required IReadOnlyList<long>? InboxIds { get; init; }

    /// <summary>One of <see cref="ConversationStatus"/>; null for all.</summary>
    public long? Status { get; init; }

    public AssigneeChoice Assignee { get; init; }

    public ConversationKind Kind { get; init; }

    /// <summary>A team of the account.</summary>
    public long? TeamId { get; init; }

    /// <summary>Only with any of these.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Only of whom an inbox knows under it.</summary>
    public string? SourceId { get; init; }

    /// <summary>Only with a message that holds this, in any case of letters.</summary>
    public string? Text { get; init; }

    /// <summary>Only changed since, in Unix milliseconds; then everything is on one page.</summary>
    public long? ChangedSince { get; init; }

    public FilterCondition? Filter { get; init; }

    public ConversationSort Sort { get; init; } = ConversationSort.Default;

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;
}
