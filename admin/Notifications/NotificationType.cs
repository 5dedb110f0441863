namespace OneLink.Admin.Notifications;

/// <summary>What people are notified of, as clients name it and as it is stored.</summary>
internal static class NotificationType
{
    public const string ConversationCreation = "conversation_creation";
    public const string ConversationAssignment = "conversation_assignment";
    public const string AssignedConversationNewMessage = "assigned_conversation_new_message";
    public const string ConversationMention = "conversation_mention";
    public const string ParticipatingConversationNewMessage = "participating_conversation_new_message";

    /// <summary>In the order of their bits in settings.</summary>
    public static IReadOnlyList<string> All { get; } =
        [ConversationCreation, ConversationAssignment, AssignedConversationNewMessage, ConversationMention, ParticipatingConversationNewMessage];

    public static long BitOf(string type) => 1L << All.Index().First(named => string.Equals(named.Item, type, StringComparison.Ordinal)).Index;
}
