using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Application.Notifications;

/// <summary>A page of notifications.</summary>
internal sealed record NotificationListData(NotificationListData.Page Data)
{
    internal sealed record Page(Counts Meta, IReadOnlyList<NotificationResponse> Payload);

    internal sealed record Counts(long UnreadCount, long Count, RawJson CurrentPage);
}
