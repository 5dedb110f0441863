using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Conversations;

/// <summary>
/// Where somebody is written to, as programs outside name it: channel and address, <c>whatsapp:+971500000000</c>. All that
/// was ever said there is one conversation to them, however often it was resolved and begun anew.
/// </summary>
/// <param name="Channel">One of <see cref="InboxChannel"/>.</param>
/// <param name="SourceId">By which the channel names the person.</param>
internal readonly record struct ConversationAddress(string Channel, string SourceId)
{
    /// <returns>Null for what is no address.</returns>
    public static ConversationAddress? Parse(string text)
        => text.Split(':', 2) is [{ Length: > 0 } channel, { Length: > 0 } address]
            ? new ConversationAddress(channel, channel is InboxChannel.WhatsApp ? address.TrimStart('+', ' ') : address)
            : null;

    public override string ToString() => Channel is InboxChannel.WhatsApp ? $"{Channel}:+{SourceId}" : $"{Channel}:{SourceId}";
}
