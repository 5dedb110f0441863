using System.Text.Json.Nodes;
using OneLink.Admin.Conversations;
using OneLink.Admin.Events;

namespace OneLink.Admin.Automation.Rules;

/// <summary>What a rule can wait for, as clients name it.</summary>
internal static class RuleEvent
{
    public const string ConversationCreated = "conversation_created";
    public const string ConversationUpdated = "conversation_updated";
    public const string ConversationOpened = "conversation_opened";
    public const string ConversationResolved = "conversation_resolved";
    public const string MessageCreated = "message_created";

    /// <summary>A person tapped a link that was made for his conversation.</summary>
    public const string LinkClicked = "link_clicked";

    /// <summary>He tapped it, and has not written since, while the account may still write to him.</summary>
    public const string LinkUnanswered = "link_unanswered";

    public static IReadOnlyList<string> All { get; } =
        [ConversationCreated, ConversationUpdated, ConversationOpened, ConversationResolved, MessageCreated, LinkClicked, LinkUnanswered];

    /// <summary>
    /// What an event of the log is to rules: one change of the status is two. Nothing where a rule has done it: rules set
    /// off no rules, so that none goes round for ever.
    /// </summary>
    public static IReadOnlyList<string> Of(LoggedEvent happened) => happened switch
    {
        { PerformerKind: Performer.AutomationRule } => [],
        { Name: EventNames.ConversationCreated } => [ConversationCreated],
        { Name: EventNames.ConversationUpdated } => NewStatus(happened) switch
        {
            ConversationStatus.Open => [ConversationOpened, ConversationUpdated],
            ConversationStatus.Resolved => [ConversationResolved, ConversationUpdated],
            _ => [ConversationUpdated],
        },
        { Name: EventNames.MessageCreated } => [MessageCreated],
        { Name: EventNames.LinkClicked } => [LinkClicked],
        { Name: EventNames.LinkUnanswered } => [LinkUnanswered],
        _ => [],
    };

    private static long? NewStatus(LoggedEvent happened)
        => happened.Changes.ByName.TryGetValue("status", out var change) && change.Current is JsonValue current && ConversationStatus.ByName.TryGetValue(current.ToString(), out var status)
            ? status
            : null;
}
