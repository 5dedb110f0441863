using OneLink.Admin.Conversations;
using OneLink.Admin.Database;

namespace OneLink.Admin.Automation.Actions;

/// <summary>Takes the conversation from its team.</summary>
internal sealed class RemoveTeamAction : IConversationAction
{
    public string Name => "remove_assigned_team";

    public Task<string?> RefusalAsync(WriteScope scope, long accountId, ActionCall call) => Task.FromResult<string?>(null);

    public async Task<string?> PerformAsync(ActionRun run, ActionCall call)
    {
        await ConversationChanges.AssignTeamAsync(run.Edit, teamId: null);
        return null;
    }
}
