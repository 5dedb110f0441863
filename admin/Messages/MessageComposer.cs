using System.Text.Json.Nodes;
using OneLink.Admin.AutoReplies;
using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Json;
using OneLink.Admin.LinkClicks.Joining;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Messages;

/// <summary>
/// The rules by which messages are written, whichever face asks:
/// 1. a message that the channel or the sender has sent before is returned as it is;
/// 2. the message is stored, later than every other of the conversation, and without the code of the click that led to it;
/// 3. one of the contact opens a conversation that was resolved or snoozed;
/// 4. whether the contact waits for an answer, and since when, is settled;
/// 5. the inbox says by itself what it has to say to that.
/// </summary>
internal sealed class MessageComposer(IDatabase database, ConversationEdits edits)
{
    private static readonly TimeSpan FloodSpan = TimeSpan.FromMinutes(1);

    /// <param name="accountId">Whose conversation.</param>
    /// <param name="conversationId">Its id, not the number that people see.</param>
    /// <param name="input">The message.</param>
    /// <param name="author">Who writes it.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    public async Task<RecordOutcome<Message>> ComposeAsync(
        long accountId, long conversationId, MessageInput input, Author author, CancellationToken cancellationToken)
    {
        var errors = MessageRules.Check(input);
        return errors.Any
            ? new RecordOutcome<Message>(errors)
            : await database.WriteAsync(
                async scope =>
                {
                    if (await ConversationRepository.FindAsync(scope, accountId, conversationId) is not { } conversation
                        || await InboxRepository.FindAsync(scope, accountId, conversation.InboxId) is not { } inbox)
                    {
                        return RecordOutcome<Message>.NotThere;
                    }

                    var edit = edits.Begin(scope, conversation, author);
                    var outcome = await AddAsync(edit, inbox, input);
                    if (outcome.Errors is null)
                    {
                        await edit.SaveAsync();
                    }

                    return outcome;
                },
                cancellationToken);
    }

    /// <summary>Adds a message to a conversation that the caller is changing, and saves or takes back.</summary>
    public static async Task<RecordOutcome<Message>> AddAsync(ConversationEdit edit, Inbox inbox, MessageInput input)
    {
        var errors = MessageRules.Check(input);
        var scope = edit.Scope;
        var conversation = edit.Conversation;

        // 1.
        var sourceId = string.IsNullOrWhiteSpace(input.SourceId) ? null : input.SourceId;
        var clientKey = string.IsNullOrWhiteSpace(input.ClientKey) ? null : input.ClientKey;
        if (sourceId is not null && await MessageRepository.FindBySourceAsync(scope, conversation.AccountId, inbox.Id, sourceId) is { } known)
        {
            if (known.ConversationId == conversation.Id)
            {
                return new RecordOutcome<Message>(known);
            }

            errors.Taken("source_id", known.Id);
        }

        if (clientKey is not null && await MessageRepository.FindByClientKeyAsync(scope, conversation.AccountId, conversation.Id, clientKey) is { } repeated)
        {
            return new RecordOutcome<Message>(repeated);
        }

        if (await MessageRepository.CountSinceAsync(scope, conversation.Id, edit.Now - (long)FloodSpan.TotalMilliseconds) >= MessageRules.MaxPerMinute)
        {
            errors.Add("", RecordErrorCode.Invalid, "Too many messages");
        }

        if (await AttachmentRepository.MissingAsync(scope, conversation.AccountId, input.FileIds))
        {
            errors.MustExist("attachments");
        }

        var isIncoming = input.MessageType == MessageType.Incoming;
        if (isIncoming && conversation.Status == ConversationStatus.Resolved && inbox.IsClosedWhenResolved)
        {
            errors.Add("conversation", RecordErrorCode.Invalid, "is resolved and takes no more messages");
        }

        if (errors.Any)
        {
            return new RecordOutcome<Message>(errors);
        }

        // 2.
        (input, var code) = await WaitingCodes.TakeAsync(scope, conversation.AccountId, input);
        var message = await edit.AppendAsync(
            new Message
            {
                Id = 0,
                AccountId = conversation.AccountId,
                InboxId = inbox.Id,
                ConversationId = conversation.Id,
                MessageType = input.MessageType,
                Content = input.Content,
                ContentType = input.ContentType ?? MessageContentType.Text,
                ContentAttributes = AttributeObject.Write(await WithRepliedToAsync(scope, conversation, input.ContentAttributes)),
                AdditionalAttributes = AttributeObject.Write(input.AdditionalAttributes),
                IsPrivate = input.IsPrivate ? 1 : 0,
                SourceId = sourceId,
                ClientKey = clientKey,
                SenderKind = isIncoming ? SenderKind.Contact : input.SenderKind,
                SenderId = isIncoming ? conversation.ContactId : input.SenderId,
                CreatedAt = 0,
                UpdatedAt = 0,
            },
            input.EchoId);
        await AttachmentRepository.InsertAsync(scope, message, input.FileIds);
        await AttachmentRepository.InsertAsync(scope, message, input.Links);
        await Mentions.AddAsync(scope, message);
        if (code is not null)
        {
            await WaitingCodes.AddAsync(scope, message, code);
        }

        var contact = isIncoming ? await ContactRepository.FindAsync(scope, conversation.AccountId, conversation.ContactId) : null;
        if (isIncoming)
        {
            // 3.
            if (contact is { Blocked: false })
            {
                Reopen(edit, inbox);
            }

            await ContactRepository.TouchAsync(scope, conversation.AccountId, conversation.ContactId, message.CreatedAt);
        }

        // 4.
        edit.Change(changing => Waiting.After(changing, message));
        if (conversation.FirstReplyCreatedAt is null && edit.Conversation.FirstReplyCreatedAt is not null)
        {
            scope.Raise(MessageEvents.FirstReply(message, edit.Author.Performer));
        }

        // 5.
        if (contact is { Blocked: false })
        {
            await AutoReply.AddAsync(edit, inbox, contact);
        }

        return new RecordOutcome<Message>(message);
    }

    private static void Reopen(ConversationEdit edit, Inbox inbox)
    {
        switch (edit.Conversation.Status)
        {
            case ConversationStatus.Snoozed:
                edit.ReopenForMessage(ConversationStatus.Open);
                break;
            case ConversationStatus.Resolved:
                // A bot takes up again what it had in hand.
                edit.ReopenForMessage(inbox.AgentBotId is null ? ConversationStatus.Open : ConversationStatus.Pending);
                break;
        }
    }

    /// <summary>A reply names what it answers by our id and by the channel's, whichever was given.</summary>
    private static async Task<JsonObject?> WithRepliedToAsync(WriteScope scope, Conversation conversation, JsonObject? attributes)
    {
        const string InReplyTo = "in_reply_to";
        const string InReplyToExternal = "in_reply_to_external_id";
        var id = attributes?[InReplyTo]?.ToString();
        var externalId = attributes?[InReplyToExternal]?.ToString();
        if (string.IsNullOrEmpty(id) && string.IsNullOrEmpty(externalId))
        {
            return attributes;
        }

        Message? replied = null;
        if (!string.IsNullOrEmpty(id))
        {
            replied = long.TryParse(id, out var number)
                ? await MessageRepository.FindAsync(scope, conversation.AccountId, conversation.Id, number)
                : null;
        }
        else if (await MessageRepository.FindBySourceAsync(scope, conversation.AccountId, conversation.InboxId, externalId!) is { } found && found.ConversationId == conversation.Id)
        {
            replied = found;
        }

        var completed = (JsonObject)attributes!.DeepClone();
        completed[InReplyTo] = replied?.Id;
        completed[InReplyToExternal] = replied?.SourceId;
        return completed;
    }
}
