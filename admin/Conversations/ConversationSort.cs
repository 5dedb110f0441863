namespace OneLink.Admin.Conversations;

/// <summary>By what lists of conversations are sorted.</summary>
internal sealed record ConversationSort
{
    private const string NoValue = " IS NULL";

    /// <summary>Urgent ones first, those without one last.</summary>
    private static readonly string[] FromUrgent =
        ["conversations.priority = 3", "conversations.priority = 2", "conversations.priority = 1", "conversations.priority = 0", "conversations.priority" + NoValue];

    private static readonly string[] FromLow = [.. FromUrgent[..^1].Reverse(), FromUrgent[^1]];

    private static readonly string[] WaitingFirst = ["conversations.waiting_since IS NOT NULL", "conversations.waiting_since" + NoValue];

    private static readonly string[] Whole = ["1 = 1"];

    private ConversationSort(string column, string direction, string index)
    {
        (Column, Direction, Index) = ("conversations." + column, direction, index);
        Sql = $"{Column} {direction}, conversations.id {direction}";
    }

    /// <summary>The latest activity first.</summary>
    public static ConversationSort Default { get; } = ByActivity("DESC");

    /// <summary>What comes after <c>ORDER BY</c>.</summary>
    public string Sql { get; private init; }

    /// <summary>Index that holds the conversations of an account and a status in the order of each run.</summary>
    public string Index { get; }

    /// <summary>Index of all conversations of an account in this order; null where there is none.</summary>
    public string? AllIndex { get; private init; }

    /// <summary>Whether <see cref="Index"/> holds all runs one after the other.</summary>
    public bool IsOfIndex { get; private init; }

    /// <summary>Conditions of stretches of the list, one after the other, each in the order of one column and the id.</summary>
    public IReadOnlyList<string> Runs { get; private init; } = Whole;

    /// <summary>By which each run is sorted.</summary>
    public string Column { get; }

    /// <summary>Of the column and of the id.</summary>
    public string Direction { get; }

    public bool IsByActivity => Runs == Whole && Column is "conversations.last_activity_at";

    /// <summary>Anything unknown is the default.</summary>
    public static ConversationSort Parse(string? name) => name switch
    {
        "last_activity_at_asc" => ByActivity("ASC"),
        "created_at_asc" => ByCreation("ASC"),
        "created_at_desc" or "sort_on_created_at" => ByCreation("DESC"),
        "priority_asc" => ByPriority("ASC", FromLow, "last_activity_at", "DESC", "conversations_by_priority"),
        "priority_desc" or "sort_on_priority" => ByPriority("DESC", FromUrgent, "last_activity_at", "DESC", "conversations_by_priority") with { IsOfIndex = true },
        "priority_desc_created_at_asc" => ByPriority("DESC", FromUrgent, "created_at", "ASC", "conversations_by_priority_and_creation"),
        "waiting_since_asc" or "sort_on_waiting_since" => ByWaiting("ASC"),
        "waiting_since_desc" => ByWaiting("DESC") with { IsOfIndex = true },
        _ => Default,
    };

    private static ConversationSort ByActivity(string direction)
        => new("last_activity_at", direction, "conversations_by_activity") { AllIndex = "conversations_all_by_activity", IsOfIndex = true };

    private static ConversationSort ByCreation(string direction)
        => new("created_at", direction, "conversations_by_creation") { AllIndex = "conversations_all_by_creation", IsOfIndex = true };

    private static ConversationSort ByPriority(string priority, string[] runs, string column, string direction, string index)
    {
        var run = new ConversationSort(column, direction, index);
        return run with { Runs = runs, Sql = $"conversations.priority {priority} NULLS LAST, {run.Sql}" };
    }

    private static ConversationSort ByWaiting(string direction) => new("waiting_since", direction, "conversations_by_waiting")
    {
        Runs = WaitingFirst,
        Sql = $"conversations.waiting_since {direction} NULLS LAST, conversations.id {direction}",
    };
}
