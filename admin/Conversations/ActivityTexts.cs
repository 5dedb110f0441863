namespace OneLink.Admin.Conversations;

/// <summary>What is written into a conversation when something about it changes, in upstream's words.</summary>
internal static class ActivityTexts
{
    public const string ReopenedByMessage = "System reopened the conversation due to a new incoming message.";

    /// <returns>Null where nothing is said.</returns>
    public static string? Status(Author author, long status) => (author, status) switch
    {
        ({ Name: null }, _) => null,
        ({ IsContact: true }, ConversationStatus.Resolved) => $"Conversation was resolved by {author.Name}",
        ({ IsContact: true }, _) => null,
        (_, ConversationStatus.Open) => $"Conversation was reopened by {author.Name}",
        (_, ConversationStatus.Resolved) => $"Conversation was marked resolved by {author.Name}",
        (_, ConversationStatus.Pending) => $"Conversation was marked as pending by {author.Name}",
        _ => $"Conversation was snoozed by {author.Name}",
    };

    public static string Priority(string author, string? before, string? after) => (before, after) switch
    {
        (_, null) => $"{author} removed the priority",
        (null, _) => $"{author} set the priority to {after}",
        _ => $"{author} changed the priority from {before} to {after}",
    };

    public static string SelfAssigned(string author) => $"{author} self-assigned this conversation";

    public static string Assigned(string author, string assignee) => $"Assigned to {assignee} by {author}";

    public static string Unassigned(string author) => $"Conversation unassigned by {author}";

    public static string AssignedViaTeam(string author, string assignee, string team) => $"Assigned to {assignee} via {team} by {author}";

    public static string TeamUnassigned(string author, string team) => $"Unassigned from {team} by {author}";

    public static string LabelsAdded(string author, IEnumerable<string> labels) => $"{author} added {string.Join(", ", labels)}";

    public static string LabelsRemoved(string author, IEnumerable<string> labels) => $"{author} removed {string.Join(", ", labels)}";

    public static string Muted(string author) => $"{author} has muted the conversation";

    public static string Unmuted(string author) => $"{author} has unmuted the conversation";
}
