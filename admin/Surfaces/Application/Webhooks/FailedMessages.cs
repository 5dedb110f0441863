using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Database;
using OneLink.Admin.Messages;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.Application.Webhooks;

/// <summary>
/// Behind the address of an API inbox is the channel itself: a message that it does not take was not sent, and says so. Of
/// other addresses, and other events, a failure says nothing of the message.
/// </summary>
internal sealed class FailedMessages(IDatabase database, MessageChanges changes) : IGivenUpDeliveries
{
    public async Task NoteAsync(WebhookDelivery delivery, DeliveryAttempt last, CancellationToken cancellationToken)
    {
        if (WebhookTarget.Parse(delivery.Target).Kind is not WebhookTarget.Inbox
            || delivery.EventName is not (WebhookEvents.MessageCreated or WebhookEvents.MessageUpdated)
            || JsonNode.Parse(delivery.Payload)?["id"]?.GetValue<long>() is not { } id)
        {
            return;
        }

        var found = await database.ReadAsync(
            connection => MessageRepository.ByIdAsync(connection, transaction: null, delivery.AccountId, [id]), cancellationToken);
        if (found.TryGetValue(id, out var message))
        {
            var reason = last.Reason ?? string.Create(CultureInfo.InvariantCulture, $"The server answered {last.Status}.");
            await changes.SetStatusAsync(
                delivery.AccountId, message.ConversationId, id, MessageStatus.Name(MessageStatus.Failed), reason, performer: null, cancellationToken);
        }
    }
}
