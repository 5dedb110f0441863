using OneLink.Admin.Database;

namespace OneLink.Admin.Automation.Actions;

/// <summary>Gives the conversation a status that its name says: <c>resolve_conversation</c>, <c>open_conversation</c>, <c>pending_conversation</c>.</summary>
internal sealed class StatusAction(string name, long status) : IConversationAction
{
    public string Name => name;

    public Task<string?> RefusalAsync(WriteScope scope, long accountId, ActionCall call) => Task.FromResult<string?>(null);

    public Task<string?> PerformAsync(ActionRun run, ActionCall call)
    {
        run.Edit.SetStatus(status);
        return Task.FromResult<string?>(null);
    }
}
