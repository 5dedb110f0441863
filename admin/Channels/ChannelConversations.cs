using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Messages;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Channels;

/// <summary>Writes messages where an address is all that is known: into the conversation that is under way there, or a new one.</summary>
internal sealed class ChannelConversations(ConversationStarter starter, ConversationEdits edits)
{
    /// <param name="scope">The transaction, which is taken back where this fails.</param>
    /// <param name="inbox">The channel.</param>
    /// <param name="place">The contact there.</param>
    /// <param name="message">What is said.</param>
    /// <param name="author">Who says it.</param>
    /// <param name="begun">A conversation that has to be begun for it; null: an open one.</param>
    public async Task<RecordOutcome<Message>> SayAsync(
        WriteScope scope, Inbox inbox, ContactInbox place, MessageInput message, Author author, ConversationInput? begun = null)
    {
        var last = await ConversationRepository.LastOfContactInboxAsync(scope, inbox.AccountId, place.Id);
        if (last is not null && (inbox.LocksToSingleConversation != 0 || last.Status != ConversationStatus.Resolved))
        {
            var edit = edits.Begin(scope, last, author);
            var composed = await MessageComposer.AddAsync(edit, inbox, message);
            if (composed.Errors is null)
            {
                await edit.SaveAsync();
            }
            else
            {
                scope.Rollback();
            }

            return composed;
        }

        var started = await starter.StartAsync(scope, inbox, place, begun ?? new ConversationInput(), message, author);
        return started.TryGet(out var conversation)
            ? new RecordOutcome<Message>((await MessageRepository.FirstAsync(scope, inbox.AccountId, conversation.Id))!)
            : new RecordOutcome<Message>(started.Errors!);
    }
}
