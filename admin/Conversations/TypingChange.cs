using OneLink.Admin.Events;

namespace OneLink.Admin.Conversations;

/// <summary>Somebody begins or ends to type.</summary>
/// <param name="AccountId">Whose conversation.</param>
/// <param name="ConversationId">The conversation's id.</param>
/// <param name="Performer">Who types.</param>
/// <param name="IsTyping">Whether it is a beginning.</param>
/// <param name="IsPrivate">Whether it is going to be a note among agents.</param>
internal sealed record TypingChange(long AccountId, long ConversationId, Performer Performer, bool IsTyping, bool IsPrivate)
{
    /// <summary>Whether another admin told of it, which has told the others too.</summary>
    public bool IsFromElsewhere { get; init; }
}
