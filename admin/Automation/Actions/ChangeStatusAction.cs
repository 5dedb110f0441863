using OneLink.Admin.Conversations;
using OneLink.Admin.Database;

namespace OneLink.Admin.Automation.Actions;

/// <summary>Gives the conversation the status that is named.</summary>
internal sealed class ChangeStatusAction : IConversationAction
{
    public string Name => "change_status";

    public Task<string?> RefusalAsync(WriteScope scope, long accountId, ActionCall call)
        => Task.FromResult(StatusOf(call) is null ? $"needs one of [{string.Join(',', ConversationStatus.ByName.Keys)}]" : null);

    public Task<string?> PerformAsync(ActionRun run, ActionCall call)
    {
        if (StatusOf(call) is { } status)
        {
            run.Edit.SetStatus(status);
        }

        return Task.FromResult<string?>(null);
    }

    private static long? StatusOf(ActionCall call)
        => call.Texts is [var name, ..] && ConversationStatus.ByName.TryGetValue(name, out var status) ? status : null;
}
