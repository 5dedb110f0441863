using System.Text.Json.Nodes;
using OneLink.Admin.Automation.Actions;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Json;
using OneLink.Admin.Surfaces.Application.Push;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.Application.Webhooks;

/// <summary>Writes down what rules and macros tell addresses: the conversation, in the transaction that moves on behind the event.</summary>
internal sealed class AutomationCalls(ConversationPush push, DeliveryQueue queue, WebhookSignal signal) : IEventConsumer
{
    /// <summary>Of the events prepared last: one consumer's events are acted on one page after the other.</summary>
    private readonly List<Planned> _planned = [];

    public string Name => "automation_calls";

    public async Task PrepareAsync(IReadOnlyList<LoggedEvent> events, CancellationToken cancellationToken)
    {
        _planned.Clear();
        foreach (var called in events.Where(happened => happened.Name is EventNames.AutomationCalled))
        {
            if (await push.ConversationAsync(called.AccountId, called.EntityId, cancellationToken) is { } pushed)
            {
                _planned.Add(Plan(called, pushed));
            }
        }
    }

    public async Task HandleAsync(WriteScope scope, IReadOnlyList<LoggedEvent> events)
    {
        foreach (var (called, url, notice) in _planned)
        {
            await queue.InsertAsync(
                scope,
                called.AccountId,
                await TargetAsync(scope, called.AccountId, url),
                called.Id,
                DeliveryQueue.NewId(),
                notice,
                notice.Body.ToJsonString(RelaxedJson.Compact));
        }
    }

    public void Committed()
    {
        if (_planned.Count > 0)
        {
            signal.Raise();
        }
    }

    private static Planned Plan(LoggedEvent called, PushedConversation pushed)
    {
        var name = called.Data[CallAction.EventName]!.GetValue<string>();
        var body = (JsonObject)pushed.Data.DeepClone();
        body["event"] = name;
        return new Planned(called, called.Data[CallAction.UrlName]!.GetValue<string>(), new WebhookNotice(name, body)
        {
            InboxId = pushed.Conversation.InboxId,
            OrderingKey = ConversationWebhooks.OrderingKey(pushed),
        });
    }

    private static async Task<WebhookTarget> TargetAsync(WriteScope scope, long accountId, string url)
        => new(WebhookTarget.Automation, await scope.ScalarAsync<long>(
            """
            INSERT INTO automation_addresses (account_id, url) VALUES (@accountId, @url)
            ON CONFLICT (account_id, url) DO UPDATE SET url = excluded.url RETURNING id
            """,
            new { accountId, url }));

    private sealed record Planned(LoggedEvent Called, string Url, WebhookNotice Notice);
}
