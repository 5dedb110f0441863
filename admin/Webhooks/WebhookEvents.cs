using System.Collections.Frozen;

namespace OneLink.Admin.Webhooks;

/// <summary>What webhooks of the Application API can subscribe to, and what they are subscribed to where they do not say.</summary>
internal static class WebhookEvents
{
    public const string ConversationCreated = "conversation_created";
    public const string ConversationStatusChanged = "conversation_status_changed";
    public const string ConversationUpdated = "conversation_updated";
    public const string MessageCreated = "message_created";
    public const string MessageUpdated = "message_updated";
    public const string ContactCreated = "contact_created";
    public const string ContactUpdated = "contact_updated";

    /// <summary>Sent where somebody asks for it; nobody subscribes to it.</summary>
    public const string Test = "webhook_test";

    public static IReadOnlyList<string> Default { get; } =
    [
        ConversationStatusChanged, ConversationUpdated, ConversationCreated, ContactCreated, ContactUpdated, MessageCreated, MessageUpdated, "webwidget_triggered",
    ];

    private static readonly FrozenSet<string> All =
        [.. Default, "inbox_created", "inbox_updated", "conversation_typing_on", "conversation_typing_off"];

    public static bool IsKnown(string name) => All.Contains(name);
}
