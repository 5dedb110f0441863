using System.Text.Json.Nodes;
using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Channels.Receiving;

/// <summary>
/// Writes down what providers tell: each piece in a transaction of its own, and once, whatever is told again. A message that
/// cannot be taken now is not acknowledged, so that the provider tells of it later.
/// </summary>
internal sealed partial class ChannelReceiver(
    ChannelConnectionRepository connections,
    ChannelContacts contacts,
    ChannelConversations conversations,
    ConversationEdits edits,
    ReceiptBook receipts,
    IDatabase database,
    TimeProvider clock,
    ILogger<ChannelReceiver> logger)
{
    private const string OptedOut = "The contact wants no more messages here";
    private const string OptedIn = "The contact wants messages here again";

    /// <param name="called">Whose webhook was called; several numbers or pages of an account may share it.</param>
    /// <param name="news">In order.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    /// <returns>False where something has to be told once more.</returns>
    public async Task<bool> TakeAsync(ChannelConnection called, IEnumerable<ChannelNews> news, CancellationToken cancellationToken)
    {
        foreach (var piece in news)
        {
            var connection = string.Equals(piece.ExternalId, called.ExternalId, StringComparison.Ordinal)
                ? called
                : await connections.FindByExternalIdAsync(called.AccountId, called.Channel, piece.ExternalId, cancellationToken);
            if (connection is not null && !await database.WriteAsync(scope => TakeAsync(scope, connection, piece), cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> TakeAsync(WriteScope scope, ChannelConnection connection, ChannelNews piece)
    {
        if (await InboxRepository.FindAsync(scope, connection.AccountId, connection.InboxId) is not { } inbox)
        {
            return true;
        }

        switch (piece)
        {
            case InboundMessage { IsEcho: true } echo:
                return await receipts.SettleEchoAsync(scope, inbox, echo) || await WriteAsync(scope, inbox, echo);
            case InboundMessage message:
                return await WriteAsync(scope, inbox, message);
            case DeliveryReceipt receipt:
                await receipts.NoteAsync(scope, inbox, receipt);
                return true;
            case OptOutNotice notice:
                await OptOutAsync(scope, inbox, notice);
                return true;
            default:
                throw new InvalidOperationException($"Nobody reads {piece.GetType().Name}.");
        }
    }

    private async Task<bool> WriteAsync(WriteScope scope, Inbox inbox, InboundMessage message)
    {
        if (await MessageRepository.FindBySourceAsync(scope, inbox.AccountId, inbox.Id, message.MessageId) is not null)
        {
            return true;
        }

        var place = await contacts.FindOrCreateAsync(scope, inbox, message.Person);
        var contact = (await ContactRepository.FindAsync(scope, inbox.AccountId, place.ContactId))!;
        var wish = message.IsEcho ? null : OptOutWords.WishOf(message.Text);
        var isNews = wish is { } isOut && await OptOuts.SetAsync(scope, place, isOut, Now);
        var before = await TemplateWindow.OfAsync(scope, place, Now);
        var said = await conversations.SayAsync(scope, inbox, place, InputOf(message), message.IsEcho ? Author.System : Author.Contact(contact.Id, contact.Name));
        if (!said.TryGet(out var written))
        {
            LogRefused(inbox.Id, message.MessageId, said.Errors!.All[0].FullMessage);
            return false;
        }

        if (!message.IsEcho)
        {
            await NoteHeardAsync(scope, written, Math.Max(before.LastInboundAt ?? 0, Math.Min(message.SentAt ?? Now, written.CreatedAt)));
        }

        if (isNews)
        {
            await AnnotateAsync(scope, inbox.AccountId, written.ConversationId, wish is true ? OptedOut : OptedIn);
        }

        return true;
    }

    private static MessageInput InputOf(InboundMessage message)
    {
        var attributes = new JsonObject();
        if (message.SentAt is { } sentAt)
        {
            const long Second = 1_000;
            attributes["external_created_at"] = sentAt / Second;
        }

        if (message.InReplyTo is { } replied)
        {
            attributes["in_reply_to_external_id"] = replied;
        }

        if (message.IsEcho)
        {
            attributes["external_echo"] = true;
        }

        return new MessageInput
        {
            MessageType = message.IsEcho ? MessageType.Outgoing : MessageType.Incoming,
            Content = message.Text,
            ContentAttributes = attributes,
            SourceId = message.MessageId,
            Links = message.Files,
            Referral = message.Referral,
        };
    }

    private async Task OptOutAsync(WriteScope scope, Inbox inbox, OptOutNotice notice)
    {
        if (await ContactInboxRepository.FindAsync(scope, inbox.AccountId, inbox.Id, notice.Contact) is { } place
            && await OptOuts.SetAsync(scope, place, notice.IsOut, Now)
            && await ConversationRepository.LastOfContactInboxAsync(scope, inbox.AccountId, place.Id) is { } conversation)
        {
            await AnnotateAsync(scope, inbox.AccountId, conversation.Id, notice.IsOut ? OptedOut : OptedIn);
        }
    }

    private async Task AnnotateAsync(WriteScope scope, long accountId, long conversationId, string text)
    {
        var edit = edits.Begin(scope, (await ConversationRepository.FindAsync(scope, accountId, conversationId))!, Author.System);
        await edit.NoteAsync(text);
        await edit.SaveAsync();
    }

    /// <summary>The provider's windows count from when it was sent, however late it comes here.</summary>
    private static Task<int> NoteHeardAsync(WriteScope scope, Message written, long at)
        => scope.ExecuteAsync("UPDATE conversations SET last_incoming_at = @at WHERE id = @ConversationId AND account_id = @AccountId", new { written.ConversationId, written.AccountId, at });

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(EventId = 5411, Level = LogLevel.Warning, Message = "Inbox {Inbox} does not take message {Message}, which its provider will send again: {Reason}")]
    private partial void LogRefused(long inbox, string message, string reason);
}
