using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Files;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Channels.Sending;

/// <summary>Reads messages that are to be sent.</summary>
internal sealed class OutgoingMessages(IDatabase database, FileLinks links)
{
    /// <returns>Null where the message is gone.</returns>
    public Task<OutgoingMessage?> FindAsync(QueuedSend send, CancellationToken cancellationToken)
        => database.ReadConsistentlyAsync(
            async (connection, transaction) =>
            {
                var found = await MessageRepository.ByIdAsync(connection, transaction, send.AccountId, [send.MessageId]);
                if (!found.TryGetValue(send.MessageId, out var message))
                {
                    return null;
                }

                var place = await connection.QueryFirstOrDefaultAsync<(string SourceId, long? OptedOutAt)?>(
                    """
                    SELECT ci.source_id, ci.opted_out_at FROM conversations c JOIN contact_inboxes ci ON ci.id = c.contact_inbox_id
                    WHERE c.id = @ConversationId AND c.account_id = @AccountId
                    """,
                    new { send.ConversationId, send.AccountId },
                    transaction);
                var attachments = await AttachmentRepository.OfMessagesAsync(connection, transaction, send.AccountId, [send.MessageId]);
                return new OutgoingMessage(message, place?.SourceId, place?.OptedOutAt is not null, [.. attachments[send.MessageId].Select(Of).OfType<OutgoingFile>()]);
            },
            cancellationToken);

    private OutgoingFile? Of(Attachment attachment)
    {
        var url = attachment.StorageKey is { } key ? links.Of(key, attachment.FileName ?? "file") : attachment.ExternalUrl;
        return url is null ? null : new OutgoingFile(attachment.FileType is "image" or "audio" or "video" ? attachment.FileType : "file", url, attachment.FileName ?? attachment.Title);
    }
}
