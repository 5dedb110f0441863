using OneLink.Admin.Conversations;

namespace OneLink.Admin.Automation.Actions;

/// <summary>One conversation while a rule or a macro acts on it.</summary>
/// <param name="Edit">The conversation; saved when all actions are done.</param>
/// <param name="CalledEvent">What addresses are told: <c>automation_event.message_created</c>, <c>macro.executed</c>.</param>
internal sealed record ActionRun(ConversationEdit Edit, string CalledEvent)
{
    /// <summary>The rule that acts; null where a person does, by a macro.</summary>
    public long? RuleId { get; init; }

    /// <summary>The person who acts; null where a rule does.</summary>
    public long? UserId { get; init; }

    /// <summary>The link that was made last, for the messages after it.</summary>
    public MadeLink? Link { get; set; }
}
