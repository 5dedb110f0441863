using OneLink.Admin.Conversations;
using OneLink.Admin.Database;

namespace OneLink.Admin.Automation.Actions;

/// <summary>Gives the conversation to a team; <c>nil</c>, 0 or nothing takes it from its team.</summary>
internal sealed class AssignTeamAction : IConversationAction
{
    public string Name => "assign_team";

    public async Task<string?> RefusalAsync(WriteScope scope, long accountId, ActionCall call) => call.Texts switch
    {
        [] or ["nil" or "0", ..] => null,
        [var text, ..] when ActionCall.Id(text) is { } id => await ConversationRules.IsTeamAsync(scope, accountId, id) ? null : $"names team {id}, which must exist",
        _ => "needs the id of a team, or nil",
    };

    public async Task<string?> PerformAsync(ActionRun run, ActionCall call)
    {
        if (call.Texts is [] or ["nil" or "0", ..])
        {
            await ConversationChanges.AssignTeamAsync(run.Edit, teamId: null);
            return null;
        }

        if (ActionCall.Id(call.Texts[0]) is not { } id || !await ConversationRules.IsTeamAsync(run.Edit.Scope, run.Edit.Conversation.AccountId, id))
        {
            return $"team {call.Texts[0]} is not there";
        }

        await ConversationChanges.AssignTeamAsync(run.Edit, id);
        return null;
    }
}
