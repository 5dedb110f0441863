using OneLink.Admin.Database;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Automation.Actions;

/// <summary>Writes to the contact, or a note among agents.</summary>
internal sealed class SendMessageAction(string name, bool isPrivate) : IConversationAction
{
    public string Name => name;

    public Task<string?> RefusalAsync(WriteScope scope, long accountId, ActionCall call) => Task.FromResult(
        call.Texts.Count == 0 ? "needs a text"
        : MessageRules.Check(new MessageInput { Content = call.Texts[0] }).All is [var error, ..] ? error.FullMessage
        : null);

    public async Task<string?> PerformAsync(ActionRun run, ActionCall call)
        => call.Texts.Count == 0 ? "there is nothing to send" : await ActionMessage.AddAsync(run, call.Texts[0], isPrivate);
}
