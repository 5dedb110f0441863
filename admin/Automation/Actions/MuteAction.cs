using OneLink.Admin.Conversations;
using OneLink.Admin.Database;

namespace OneLink.Admin.Automation.Actions;

/// <summary>Resolves the conversation and blocks its contact.</summary>
internal sealed class MuteAction : IConversationAction
{
    public string Name => "mute_conversation";

    public Task<string?> RefusalAsync(WriteScope scope, long accountId, ActionCall call) => Task.FromResult<string?>(null);

    public async Task<string?> PerformAsync(ActionRun run, ActionCall call)
    {
        await ConversationChanges.MuteAsync(run.Edit);
        return null;
    }
}
