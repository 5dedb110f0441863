using OneLink.Admin.Automation.Actions;
using OneLink.Admin.Database;

namespace OneLink.Admin.Summaries;

/// <summary>Has a summary of the conversation written, which is added to it as a note when it is there.</summary>
internal sealed class SummarizeAction(SummaryQueue queue, SummaryModel model) : IConversationAction
{
    public string Name => "summarize_conversation";

    public Task<string?> RefusalAsync(WriteScope scope, long accountId, ActionCall call)
        => Task.FromResult(model.IsThere ? null : "is not supported: this installation has no model for summaries");

    public async Task<string?> PerformAsync(ActionRun run, ActionCall call)
    {
        if (!model.IsThere)
        {
            return "this installation has no model for summaries";
        }

        await queue.AddAsync(run.Edit.Scope, run.Edit.Conversation.AccountId, run.Edit.Conversation.Id, run.RuleId ?? 0);
        return null;
    }
}
