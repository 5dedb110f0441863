using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Events;
using OneLink.Admin.Notifications;
using OneLink.Admin.Realtime;
using OneLink.Admin.Surfaces.Application;
using OneLink.Admin.Surfaces.Application.Notifications;

namespace OneLink.Admin.Surfaces.Cable;

/// <summary>Tells a person of his own notifications, and how many there are.</summary>
internal sealed class NotificationBroadcasts(NotificationRepository notifications, NotificationView view) : IBroadcastSource
{
    private static readonly NotificationChoice Shown = new(WithRead: true, WithSnoozed: false);

    public async Task<IReadOnlyList<Broadcast>> OfAsync(LoggedEvent happened, CancellationToken cancellationToken)
    {
        var name = happened.Name switch
        {
            EventNames.NotificationCreated => "notification.created",
            EventNames.NotificationChanged => "notification.updated",
            EventNames.NotificationDeleted => "notification.deleted",
            _ => null,
        };
        if (name is null)
        {
            return [];
        }

        long userId;
        JsonObject told;
        if (happened.Name is EventNames.NotificationDeleted)
        {
            userId = happened.Data[NotificationEvents.UserId]!.GetValue<long>();
            told = new JsonObject { ["id"] = happened.EntityId };
        }
        else if (await notifications.FindAsync(happened.AccountId, happened.EntityId, cancellationToken) is { } notification
            && await view.OfAsync(notification, cancellationToken) is { } response)
        {
            userId = notification.UserId;
            told = JsonSerializer.SerializeToNode(response, ApplicationJson.Relaxed.NotificationResponse)!.AsObject();
        }
        else
        {
            return [];
        }

        var (count, unread) = await notifications.CountAsync(happened.AccountId, userId, Shown, cancellationToken);
        var data = new JsonObject { ["notification"] = told, ["unread_count"] = unread, ["count"] = count, ["account_id"] = happened.AccountId };
        return [new Broadcast(happened.AccountId, name, data, Audience.OfPerson(userId))];
    }
}
