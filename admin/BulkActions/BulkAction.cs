namespace OneLink.Admin.BulkActions;

/// <summary>One change of many records. It is stored with its job; what is null or empty stays as it is.</summary>
internal sealed record BulkAction
{
    public const string Conversations = "Conversation";
    public const string Contacts = "Contact";

    /// <summary><see cref="Conversations"/> or <see cref="Contacts"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Numbers of conversations as people see them, or ids of contacts; those that are not there are passed over.</summary>
    public required IReadOnlyList<long> Ids { get; init; }

    /// <summary>Only conversations of these inboxes; null for all.</summary>
    public IReadOnlyList<long>? InboxIds { get; init; }

    /// <summary>One of <see cref="OneLink.Admin.Conversations.ConversationStatus"/>.</summary>
    public long? Status { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long? SnoozedUntil { get; init; }

    /// <summary>Whether <see cref="AssigneeId"/> counts.</summary>
    public bool Assigns { get; init; }

    /// <summary>Null for nobody.</summary>
    public long? AssigneeId { get; init; }

    /// <summary>Whether <see cref="TeamId"/> counts.</summary>
    public bool AssignsTeam { get; init; }

    /// <summary>Null for none.</summary>
    public long? TeamId { get; init; }

    public IReadOnlyList<string> AddedLabels { get; init; } = [];

    public IReadOnlyList<string> RemovedLabels { get; init; } = [];

    /// <summary>Of contacts: removes them.</summary>
    public bool Deletes { get; init; }
}
