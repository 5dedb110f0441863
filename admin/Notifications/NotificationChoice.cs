namespace OneLink.Admin.Notifications;

/// <summary>Which notifications a list shows beside those that are unread and not put off.</summary>
internal readonly record struct NotificationChoice(bool WithRead, bool WithSnoozed);
