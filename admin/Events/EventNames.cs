namespace OneLink.Admin.Events;

/// <summary>
/// What can happen. A change of a conversation is one event whatever changed; faces and webhooks that have names of their
/// own for a change of status, assignee or team tell them by <see cref="DomainEvent.ChangedAttributes"/>.
/// </summary>
internal static class EventNames
{
    public const string AccountUpdated = "account.updated";
    public const string InboxCreated = "inbox.created";
    public const string InboxUpdated = "inbox.updated";
    public const string ContactCreated = "contact.created";
    public const string ContactUpdated = "contact.updated";

    /// <summary>The contact that stays; <see cref="DomainEvent.Data"/> names the one that went (as in a deletion).</summary>
    public const string ContactMerged = "contact.merged";

    /// <summary><see cref="DomainEvent.Data"/> says who it was: the row is gone.</summary>
    public const string ContactDeleted = "contact.deleted";

    public const string ConversationCreated = "conversation.created";
    public const string ConversationUpdated = "conversation.updated";
    public const string ConversationDeleted = "conversation.deleted";

    /// <summary>An agent or the contact has seen it. Not an update: nothing that webhooks tell of has changed.</summary>
    public const string ConversationRead = "conversation.read";

    public const string MessageCreated = "message.created";
    public const string MessageUpdated = "message.updated";

    /// <summary>A person has answered the contact for the first time; the entity is that message.</summary>
    public const string FirstReplyCreated = "first.reply.created";

    public const string NotificationCreated = "notification.created";

    /// <summary>Read, unread or put off. Not an update: what changed is not said.</summary>
    public const string NotificationChanged = "notification.changed";

    /// <summary><see cref="DomainEvent.Data"/> says whose it was: the row is gone.</summary>
    public const string NotificationDeleted = "notification.deleted";

    /// <summary>A rule or a macro calls an address; <see cref="DomainEvent.Data"/> names it and what it is told.</summary>
    public const string AutomationCalled = "automation.called";

    /// <summary>Raised only where a webhook is told: links are made by the million.</summary>
    public const string LinkCreated = "link.created";

    /// <summary>A person tapped a link; <see cref="DomainEvent.Data"/> says what is known of it. Raised only where somebody wants to know.</summary>
    public const string LinkClicked = "link.clicked";

    /// <summary>The contact of a link has tapped it and not written since; the entity is the link.</summary>
    public const string LinkUnanswered = "link.unanswered";

    public static bool IsUpdate(string name) => name.EndsWith(".updated", StringComparison.Ordinal);

    /// <summary>The creation that a name's entity begins with: <c>contact.updated</c> gives <c>contact.created</c>.</summary>
    public static string CreationOf(string name) => string.Concat(name.AsSpan(0, name.IndexOf('.', StringComparison.Ordinal)), ".created");
}
