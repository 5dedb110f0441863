using System.Globalization;
using System.Text.Json;
using OneLink.Admin.Events;
using OneLink.Admin.Messages;
using OneLink.Admin.Surfaces.OnSync.Messages;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.OnSync.Webhooks;

/// <summary>What webhooks of this API are told of messages: neither notes among agents nor what the system notes.</summary>
internal sealed class MessageNotices(MessageHistory history, MessageView view) : IWebhookNotices
{
    public string Surface => WebhookSurface.OnSync;

    public async Task<IReadOnlyList<WebhookNotice>> OfAsync(LoggedEvent happened, CancellationToken cancellationToken)
    {
        var name = happened.Name switch
        {
            EventNames.MessageCreated => OnSyncEvents.MessageCreated,
            EventNames.MessageUpdated => OnSyncEvents.MessageUpdated,
            _ => null,
        };
        if (name is null || await history.FindAsync(happened.AccountId, happened.EntityId, cancellationToken) is not { } said)
        {
            return [];
        }

        return
        [
            new WebhookNotice(name, JsonSerializer.SerializeToNode(view.Of(said), OnSyncJson.Relaxed.MessageResponse)!.AsObject())
            {
                Surface = Surface,
                InboxId = said.Message.InboxId,
                OrderingKey = said.Message.ConversationId.ToString(CultureInfo.InvariantCulture),
            },
        ];
    }
}
