using OneLink.Admin.Conversations;
using OneLink.Admin.Database;

namespace OneLink.Admin.Automation.Actions;

/// <summary>Gives the conversation the priority that is named; <c>nil</c> or nothing takes it away.</summary>
internal sealed class ChangePriorityAction : IConversationAction
{
    public string Name => "change_priority";

    public Task<string?> RefusalAsync(WriteScope scope, long accountId, ActionCall call)
        => Task.FromResult(PriorityOf(call).IsKnown ? null : $"needs one of [{string.Join(',', ConversationPriority.ByName.Keys)},nil]");

    public Task<string?> PerformAsync(ActionRun run, ActionCall call)
    {
        var (_, priority) = PriorityOf(call);
        run.Edit.Change(conversation => conversation with { Priority = priority });
        return Task.FromResult<string?>(null);
    }

    private static (bool IsKnown, long? Priority) PriorityOf(ActionCall call) => call.Texts switch
    {
        [] or ["nil" or "none", ..] => (true, null),
        [var name, ..] => ConversationPriority.ByName.TryGetValue(name, out var priority) ? (true, priority) : (false, null),
    };
}
