using System.Text.Json.Nodes;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Automation.Actions;

/// <summary>Writes to the contact, or a note among agents: by a macro in the person's name, by a rule in nobody's.</summary>
internal sealed class SendMessageAction(string name, bool isPrivate) : IConversationAction
{
    public string Name => name;

    public Task<string?> RefusalAsync(WriteScope scope, long accountId, ActionCall call) => Task.FromResult(
        call.Texts.Count == 0 ? "needs a text"
        : MessageRules.Check(new MessageInput { Content = call.Texts[0] }).All is [var error, ..] ? error.FullMessage
        : null);

    public async Task<string?> PerformAsync(ActionRun run, ActionCall call)
    {
        var conversation = run.Edit.Conversation;
        if (call.Texts.Count == 0 || await InboxRepository.FindAsync(run.Edit.Scope, conversation.AccountId, conversation.InboxId) is not { } inbox)
        {
            return "there is nothing to send, or no inbox";
        }

        var outcome = await MessageComposer.AddAsync(run.Edit, inbox, new MessageInput
        {
            Content = call.Texts[0],
            IsPrivate = isPrivate,
            SenderKind = run.UserId is null ? null : SenderKind.User,
            SenderId = run.UserId,
            ContentAttributes = run.RuleId is { } rule ? new JsonObject { ["automation_rule_id"] = rule } : null,
        });
        return outcome.Errors?.All[0].FullMessage;
    }
}
