using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Events;
using OneLink.Admin.Surfaces.Application.Push;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.Application.Webhooks;

/// <summary>What webhooks are told of conversations. A change of the status is two events: one says so, the other tells all that changed.</summary>
internal sealed class ConversationWebhooks(ConversationPush push) : IWebhookNotices
{
    public async Task<IReadOnlyList<WebhookNotice>> OfAsync(LoggedEvent happened, CancellationToken cancellationToken)
    {
        string[] names = happened.Name switch
        {
            EventNames.ConversationCreated => [WebhookEvents.ConversationCreated],
            EventNames.ConversationUpdated when happened.Changed("status") => [WebhookEvents.ConversationStatusChanged, WebhookEvents.ConversationUpdated],
            EventNames.ConversationUpdated => [WebhookEvents.ConversationUpdated],
            _ => [],
        };
        if (names.Length == 0 || await push.ConversationAsync(happened.AccountId, happened.EntityId, cancellationToken) is not { } pushed)
        {
            return [];
        }

        return [.. names.Select(name => new WebhookNotice(name, Body(name, pushed, happened))
        {
            InboxId = pushed.Conversation.InboxId,
            OrderingKey = OrderingKey(pushed),
        })];
    }

    /// <summary>What happens in a conversation is told in order.</summary>
    public static string OrderingKey(PushedConversation pushed) => pushed.Conversation.Id.ToString(CultureInfo.InvariantCulture);

    private static JsonObject Body(string name, PushedConversation pushed, LoggedEvent happened)
    {
        var body = (JsonObject)pushed.Data.DeepClone();
        body["event"] = name;
        if (happened.ChangedAttributesJson is not null)
        {
            body["changed_attributes"] = ChangedAttributes.Of(happened);
        }

        return body;
    }
}
