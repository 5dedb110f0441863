using OneLink.Admin.Channels.Sending;
using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Channels.Receiving;

/// <summary>Notes how far messages have come, and settles those of which nobody knew whether they were sent.</summary>
internal sealed class ReceiptBook(TimeProvider clock)
{
    /// <summary>Messages that one receipt for all until a time can tell of.</summary>
    private const int MostAtOnce = 200;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task NoteAsync(WriteScope scope, Inbox inbox, DeliveryReceipt receipt)
    {
        if (receipt.Until is { } until && receipt.Contact is { } contact)
        {
            if (await ContactInboxRepository.FindAsync(scope, inbox.AccountId, inbox.Id, contact) is { } place)
            {
                foreach (var message in await MessageRepository.SentUntilAsync(scope, inbox.AccountId, place.Id, until, receipt.Status, MostAtOnce))
                {
                    await MessageChanges.NoteDeliveryAsync(scope, message, receipt.Status, sourceId: null, receipt.Error, Now);
                }
            }

            return;
        }

        foreach (var id in receipt.MessageIds)
        {
            var message = await SettledAsync(scope, inbox, receipt.Key, id, isRefused: receipt.Status == MessageStatus.Failed)
                ?? await MessageRepository.FindBySourceAsync(scope, inbox.AccountId, inbox.Id, id);
            if (message is not null)
            {
                await MessageChanges.NoteDeliveryAsync(scope, message, receipt.Status, id, receipt.Error, Now);
            }
        }
    }

    /// <returns>Whether the echo is of a message that we have sent, and no other.</returns>
    public async Task<bool> SettleEchoAsync(WriteScope scope, Inbox inbox, InboundMessage echo)
    {
        if (await SettledAsync(scope, inbox, echo.Key, echo.MessageId, isRefused: false) is { } message)
        {
            await MessageChanges.NoteDeliveryAsync(scope, message, status: null, echo.MessageId, error: null, Now);
            return true;
        }

        // A provider that does not repeat the key: what is being sent to the person just now, in these words, is it.
        return await ContactInboxRepository.FindAsync(scope, inbox.AccountId, inbox.Id, echo.Person.SourceId) is { } place
            && await ConversationRepository.LastOfContactInboxAsync(scope, inbox.AccountId, place.Id) is { } conversation
            && await SendQueue.UnderWayAsync(scope, conversation.Id) is { } send
            && await MessageRepository.FindAsync(scope, send.AccountId, send.ConversationId, send.MessageId) is { } sending
            && string.Equals(sending.Content ?? "", echo.Text ?? "", StringComparison.Ordinal)
            && await SettledAsync(scope, inbox, DeliveryKeys.OfPart(send.DeliveryKey, (int)send.PartsSent), echo.MessageId, isRefused: false) is not null;
    }

    /// <summary>The message that was sent under a key: that it is told of proves that the provider has it.</summary>
    private async Task<Message?> SettledAsync(WriteScope scope, Inbox inbox, string? key, string providerId, bool isRefused)
    {
        if (key is null)
        {
            return null;
        }

        var (ofMessage, part) = DeliveryKeys.Parse(key);
        if (await SendQueue.FindByKeyAsync(scope, inbox.Id, ofMessage) is not { } send
            || await MessageRepository.FindAsync(scope, send.AccountId, send.ConversationId, send.MessageId) is not { } message)
        {
            return null;
        }

        if (await SendQueue.SettleAsync(scope, send, part + 1, Now) == 1 && !isRefused)
        {
            await MessageChanges.NoteDeliveryAsync(scope, message, MessageStatus.Sent, part == 0 ? providerId : null, error: null, Now);
            return await MessageRepository.FindAsync(scope, send.AccountId, send.ConversationId, send.MessageId);
        }

        return message;
    }
}
