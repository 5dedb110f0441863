namespace OneLink.Admin.Notifications;

/// <summary>What a person of an account wants to be told of, by mail and by push: the bits of <see cref="NotificationType"/>.</summary>
internal sealed record NotificationSettings(long EmailFlags, long PushFlags)
{
    private static readonly long Assignment = NotificationType.BitOf(NotificationType.ConversationAssignment);

    /// <summary>What a new member wants.</summary>
    public static NotificationSettings Default { get; } = new(Assignment, Assignment);
}
