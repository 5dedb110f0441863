using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Messages;
using OneLink.Admin.Notifications;
using OneLink.Admin.Surfaces.Application.Conversations;
using OneLink.Admin.Surfaces.Application.Messages;

namespace OneLink.Admin.Surfaces.Application.Notifications;

/// <summary>Gathers what is shown of notifications.</summary>
internal sealed class NotificationView(
    IDatabase database, InboxRepository inboxes, AgentView agents, ConversationView conversationView, MessageView messageView)
{
    /// <returns>Null where its conversation is gone meanwhile.</returns>
    public async Task<NotificationResponse?> OfAsync(Notification notification, CancellationToken cancellationToken)
        => (await OfAsync(notification.AccountId, notification.UserId, [notification], cancellationToken)) is [var response] ? response : null;

    public async Task<IReadOnlyList<NotificationResponse>> OfAsync(
        long accountId, long userId, IReadOnlyList<Notification> notifications, CancellationToken cancellationToken)
    {
        long[] conversationIds = [.. notifications.Select(notification => notification.ConversationId).Distinct()];
        long[] messageIds = [.. notifications.Select(notification => notification.MessageId).OfType<long>()];
        var (conversations, messages) = await database.ReadAsync(
            async connection => (
                await ConversationRepository.InOrderAsync(connection, transaction: null, accountId, conversationIds),
                await MessageRepository.ByIdAsync(connection, transaction: null, accountId, messageIds)),
            cancellationToken);
        var shown = (await conversationView.OfAsync(accountId, userId, conversations, cancellationToken))
            .Zip(conversations, static (response, conversation) => (Conversation: conversation, Response: response))
            .ToDictionary(pair => pair.Conversation.Id);
        var names = (await inboxes.OfAccountAsync(accountId, cancellationToken)).ToDictionary(inbox => inbox.Id, inbox => inbox.Name);
        var user = (await agents.OfUsersAsync(accountId, [userId], cancellationToken)).GetValueOrDefault(userId);

        var responses = new List<NotificationResponse>(notifications.Count);
        foreach (var notification in notifications)
        {
            if (!shown.TryGetValue(notification.ConversationId, out var pair))
            {
                continue;
            }

            var conversation = pair.Conversation;
            var message = notification.MessageId is { } messageId && messages.TryGetValue(messageId, out var found)
                ? await messageView.OfAsync(conversation, found, cancellationToken)
                : null;
            responses.Add(new NotificationResponse
            {
                Id = notification.Id,
                NotificationType = notification.NotificationType,
                PushMessageTitle = NotificationTitles.Of(notification.NotificationType, conversation.DisplayId, names.GetValueOrDefault(conversation.InboxId, "")),
                PushMessageBody = message is null ? "" : message.Sender is { } sender ? $"{sender.Name}: {message.Content}" : message.Content ?? "",
                PrimaryActorType = "Conversation",
                PrimaryActorId = conversation.Id,
                PrimaryActor = new NotificationResponse.Actor(conversation.DisplayId, pair.Response.Meta, conversation.InboxId),
                ReadAt = ApiTime.Iso(notification.ReadAt),
                SecondaryActor = message,
                User = user is null ? null : SenderResponse.Of(user),
                CreatedAt = ApiTime.Epoch(notification.CreatedAt),
                LastActivityAt = ApiTime.Epoch(notification.LastActivityAt),
                SnoozedUntil = ApiTime.Iso(notification.SnoozedUntil),
                AccountId = notification.AccountId,
                Meta = [],
            });
        }

        return responses;
    }
}
