using OneLink.Admin.Conversations;

namespace OneLink.Admin.Messages;

/// <summary>A message, where it was said, and what comes with it.</summary>
/// <param name="Message">As stored.</param>
/// <param name="Address">Null where the inbox no longer knows the contact.</param>
/// <param name="Channel">Of the inbox.</param>
/// <param name="ContactId">Of the conversation.</param>
/// <param name="Attachments">In the order in which they were given.</param>
internal sealed record HistoryMessage(Message Message, ConversationAddress? Address, string Channel, long ContactId, IReadOnlyList<Attachment> Attachments)
{
    /// <summary>Taps on the links that were made for it; null where there are none.</summary>
    public long? LinkClicks { get; init; }
}
