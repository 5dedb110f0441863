namespace OneLink.Admin.Conversations;

/// <summary>By what lists of conversations are sorted.</summary>
internal sealed record ConversationSort
{
    private const string Activity = "conversations_by_activity";
    private const string Creation = "conversations_by_creation";
    private const string Waiting = "conversations_by_waiting";

    private ConversationSort(string sql, string index, string allIndex) => (Sql, Index, AllIndex) = (sql, index, allIndex);

    /// <summary>The latest activity first.</summary>
    public static ConversationSort Default { get; } = ByActivity("DESC");

    /// <summary>What comes after <c>ORDER BY</c>.</summary>
    public string Sql { get; }

    /// <summary>Index that holds the conversations of an account and a status in this order.</summary>
    public string Index { get; }

    /// <summary>Index of all conversations of an account.</summary>
    public string AllIndex { get; }

    public bool IsByActivity => Index is Activity;

    /// <summary>Anything unknown is the default.</summary>
    public static ConversationSort Parse(string? name) => name switch
    {
        "last_activity_at_asc" => ByActivity("ASC"),
        "created_at_asc" => ByCreation("ASC"),
        "created_at_desc" or "sort_on_created_at" => ByCreation("DESC"),
        "priority_asc" => ByPriority("conversations.priority ASC NULLS LAST, conversations.last_activity_at DESC, conversations.id DESC"),
        "priority_desc" or "sort_on_priority"
            => ByPriority("conversations.priority DESC NULLS LAST, conversations.last_activity_at DESC, conversations.id DESC"),
        "priority_desc_created_at_asc" => ByPriority("conversations.priority DESC NULLS LAST, conversations.created_at ASC, conversations.id ASC"),
        "waiting_since_asc" or "sort_on_waiting_since" => ByWaiting("ASC"),
        "waiting_since_desc" => ByWaiting("DESC"),
        _ => Default,
    };

    private static ConversationSort ByActivity(string direction)
        => new($"conversations.last_activity_at {direction}, conversations.id {direction}", Activity, "conversations_all_by_activity");

    private static ConversationSort ByCreation(string direction)
        => new($"conversations.created_at {direction}, conversations.id {direction}", Creation, "conversations_all_by_creation");

    private static ConversationSort ByPriority(string sql) => new(sql, "conversations_by_priority", "conversations_by_priority");

    private static ConversationSort ByWaiting(string direction)
        => new($"conversations.waiting_since {direction} NULLS LAST, conversations.id {direction}", Waiting, Waiting);
}
