namespace OneLink.Admin.Webhooks;

/// <summary>What webhooks of the OnSync API can subscribe to.</summary>
internal static class OnSyncEvents
{
    public const string MessageCreated = "message.created";
    public const string MessageUpdated = "message.updated";
    public const string ConversationAssigned = "conversation.assigned";
    public const string ConversationResolved = "conversation.resolved";
    public const string ContactCreated = "contact.created";
    public const string ContactUpdated = "contact.updated";
    public const string LinkCreated = "link.created";
    public const string LinkClicked = "link.clicked";

    /// <summary>Sent when somebody asks for a trial.</summary>
    public const string Test = "webhook.test";

    public static IReadOnlyList<string> All { get; } =
        [MessageCreated, MessageUpdated, ConversationAssigned, ConversationResolved, ContactCreated, ContactUpdated, LinkCreated, LinkClicked];

    public static bool IsKnown(string name) => All.Contains(name, StringComparer.Ordinal);
}
