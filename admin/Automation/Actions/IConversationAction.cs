using OneLink.Admin.Database;

namespace OneLink.Admin.Automation.Actions;

/// <summary>
/// Something that rules and macros do with a conversation. Register it as <see cref="IConversationAction"/>;
/// <see cref="ConversationActions"/> finds it by its name.
/// </summary>
internal interface IConversationAction
{
    /// <summary>As clients name it.</summary>
    string Name { get; }

    /// <summary>Whether it can be stored with these values.</summary>
    /// <returns>What is wrong with them, to be read after the action's name; null for nothing.</returns>
    Task<string?> RefusalAsync(WriteScope scope, long accountId, ActionCall call);

    /// <summary>Does it, within the transaction of the conversation's edit.</summary>
    /// <returns>Why it was not done; null where it was. What was there when it was stored may be gone.</returns>
    Task<string?> PerformAsync(ActionRun run, ActionCall call);
}
