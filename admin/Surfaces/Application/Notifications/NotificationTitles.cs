using OneLink.Admin.Notifications;

namespace OneLink.Admin.Surfaces.Application.Notifications;

/// <summary>What a notification says at a glance, in upstream's words.</summary>
internal static class NotificationTitles
{
    public static string Of(string type, long displayId, string inbox) => type switch
    {
        NotificationType.ConversationCreation => $"A conversation (#{displayId}) has been created in {inbox}",
        NotificationType.ConversationAssignment => $"A conversation (#{displayId}) has been assigned to you",
        NotificationType.ConversationMention => $"You have been mentioned in conversation (#{displayId})",
        _ => $"A new message is created in conversation (#{displayId})",
    };
}
