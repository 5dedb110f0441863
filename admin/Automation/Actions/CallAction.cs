using System.Text.Json.Nodes;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Outbound;

namespace OneLink.Admin.Automation.Actions;

/// <summary>
/// Tells an address of the conversation as it is when all actions are done: raised as an event, of which the delivery is
/// written down once (admin/Surfaces/Application/Webhooks) and sent as those of webhooks are.
/// </summary>
internal sealed class CallAction(AddressPolicy policy) : IConversationAction
{
    /// <summary>Members of the event's data.</summary>
    public const string UrlName = "url";
    public const string EventName = "event";

    public string Name => "send_webhook_event";

    public Task<string?> RefusalAsync(WriteScope scope, long accountId, ActionCall call)
        => Task.FromResult(call.Texts is [{ Length: <= OutboundUrl.MaxLength } url, ..] && OutboundUrl.MayBeCalled(url, policy) ? null : "needs a web address");

    public Task<string?> PerformAsync(ActionRun run, ActionCall call)
    {
        if (call.Texts is [var url, ..])
        {
            var conversation = run.Edit.Conversation;
            run.Edit.Scope.Raise(new DomainEvent(EventNames.AutomationCalled, conversation.AccountId, conversation.Id)
            {
                Data = new JsonObject { [UrlName] = url, [EventName] = run.CalledEvent },
                Performer = run.Edit.Author.Performer,
                Distinction = Guid.CreateVersion7().ToString(),
            });
        }

        return Task.FromResult<string?>(null);
    }
}
