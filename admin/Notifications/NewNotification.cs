namespace OneLink.Admin.Notifications;

/// <summary>A notification to be written down.</summary>
internal sealed record NewNotification(long AccountId, long UserId, string NotificationType, long ConversationId, long? MessageId);
