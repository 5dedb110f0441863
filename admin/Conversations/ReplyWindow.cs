using OneLink.Admin.Inboxes;
using OneLink.Admin.Json;

namespace OneLink.Admin.Conversations;

/// <summary>For how long after a contact's last message a channel lets the account answer freely.</summary>
internal static class ReplyWindow
{
    public static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public static bool IsOpen(Conversation conversation, Inbox inbox, long now)
        => ClosesAt(conversation, inbox) is not { } closesAt || now < closesAt;

    /// <returns>Unix milliseconds, 0 where the contact has never written; null where there is no limit.</returns>
    public static long? ClosesAt(Conversation conversation, Inbox inbox)
        => ClosesAt(conversation.LastIncomingAt, inbox);

    /// <inheritdoc cref="ClosesAt(Conversation, Inbox)"/>
    public static long? ClosesAt(long? lastIncomingAt, Inbox inbox)
        => Of(inbox) is { } span ? lastIncomingAt + (long)span.TotalMilliseconds ?? 0 : null;

    /// <returns>Null where there is no limit.</returns>
    private static TimeSpan? Of(Inbox inbox) => inbox.Channel switch
    {
        InboxChannel.WhatsApp or InboxChannel.Facebook or InboxChannel.Instagram => Day,
        InboxChannel.Api => OfApi(inbox),
        _ => null,
    };

    /// <summary>An API inbox may have a window of its own, in hours.</summary>
    private static TimeSpan? OfApi(Inbox inbox)
        => AttributeObject.Parse(inbox.ChannelSettings)["additional_attributes"]?["agent_reply_time_window"]?.ToString() is { } text
            && double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var hours)
            && hours is > 0 and < 1_000_000
            ? TimeSpan.FromHours(hours)
            : null;
}
