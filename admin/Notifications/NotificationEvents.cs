using System.Text.Json.Nodes;
using OneLink.Admin.Events;

namespace OneLink.Admin.Notifications;

/// <summary>The events of notifications, which only the person hears.</summary>
internal static class NotificationEvents
{
    /// <summary>Member of a deletion's data: whose it was.</summary>
    public const string UserId = "user_id";

    public static DomainEvent Created(long accountId, long id) => new(EventNames.NotificationCreated, accountId, id);

    public static DomainEvent Changed(long accountId, long id) => new(EventNames.NotificationChanged, accountId, id);

    public static DomainEvent Deleted(long accountId, long userId, long id)
        => new(EventNames.NotificationDeleted, accountId, id) { Data = new JsonObject { [UserId] = userId } };
}
