using OneLink.Admin.Assignment;
using OneLink.Admin.Database;
using OneLink.Admin.LinkClicks.Tracking;

namespace OneLink.Admin.Conversations;

/// <summary>Begins changes of conversations, with what every change may bring about.</summary>
internal sealed class ConversationEdits(AutoAssignment assignment, TrackedLinks links, TimeProvider clock)
{
    /// <param name="scope">The transaction.</param>
    /// <param name="conversation">As stored.</param>
    /// <param name="author">Who changes it.</param>
    /// <param name="isNew">It was stored in this transaction.</param>
    public ConversationEdit Begin(WriteScope scope, Conversation conversation, Author author, bool isNew = false)
        => new(scope, conversation, author, clock.GetUtcNow().ToUnixTimeMilliseconds(), isNew, assignment, links);
}
