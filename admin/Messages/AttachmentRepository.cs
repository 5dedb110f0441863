using System.Data.Common;
using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Json;

namespace OneLink.Admin.Messages;

/// <summary>What comes with messages. Files themselves are stored before; a message only names them.</summary>
internal static class AttachmentRepository
{
    private const string Columns = """
        a.id AS Id, a.account_id AS AccountId, a.message_id AS MessageId, a.file_type AS FileType, a.file_id AS FileId,
        a.external_url AS ExternalUrl, a.title AS Title, a.meta AS Meta, a.created_at AS CreatedAt,
        f.storage_key AS StorageKey, f.thumbnail_key AS ThumbnailKey, f.name AS FileName, f.content_type AS ContentType,
        f.byte_size AS ByteSize, f.width AS Width, f.height AS Height
        """;

    /// <summary>Those of several messages, in the order in which they were given.</summary>
    public static async Task<ILookup<long, Attachment>> OfMessagesAsync(
        DbConnection connection, DbTransaction? transaction, long accountId, IReadOnlyCollection<long> messageIds)
        => messageIds.Count == 0
            ? Enumerable.Empty<Attachment>().ToLookup(attachment => attachment.MessageId)
            : (await connection.QueryAsync<Attachment>(
                $"""
                SELECT {Columns} FROM attachments a LEFT JOIN files f ON f.id = a.file_id
                WHERE a.message_id IN @messageIds AND +a.account_id = @accountId ORDER BY a.id
                """,
                new { accountId, messageIds },
                transaction)).ToLookup(attachment => attachment.MessageId);

    /// <summary>Those of one conversation, the newest first.</summary>
    public static async Task<List<Attachment>> OfConversationAsync(DbConnection connection, long accountId, long conversationId, int limit, long offset)
        => (await connection.QueryAsync<Attachment>(
            $"""
            SELECT {Columns} FROM attachments a LEFT JOIN files f ON f.id = a.file_id
            WHERE a.conversation_id = @conversationId AND a.account_id = @accountId ORDER BY a.id DESC LIMIT @limit OFFSET @offset
            """,
            new { accountId, conversationId, limit, offset })).AsList();

    public static Task<long> CountAsync(DbConnection connection, long conversationId)
        => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM attachments WHERE conversation_id = @conversationId", new { conversationId });

    /// <summary>Whether one of the files is not there, or another account's.</summary>
    public static async Task<bool> MissingAsync(WriteScope scope, long accountId, IReadOnlyCollection<long> fileIds)
        => fileIds.Count > 0
            && await scope.ScalarAsync<long>("SELECT COUNT(*) FROM files WHERE account_id = @accountId AND id IN @fileIds", new { accountId, fileIds }) != fileIds.Count;

    public static async Task InsertAsync(WriteScope scope, Message message, IReadOnlyList<long> fileIds)
    {
        foreach (var fileId in fileIds)
        {
            await scope.ExecuteAsync(
                """
                INSERT INTO attachments (account_id, message_id, conversation_id, file_type, file_id, created_at)
                SELECT @AccountId, @MessageId, @ConversationId,
                       CASE WHEN content_type LIKE 'image/%' THEN 'image' WHEN content_type LIKE 'audio/%' THEN 'audio'
                            WHEN content_type LIKE 'video/%' THEN 'video' ELSE 'file' END,
                       id, @CreatedAt
                FROM files WHERE account_id = @AccountId AND id = @fileId
                """,
                new { message.AccountId, MessageId = message.Id, message.ConversationId, fileId, message.CreatedAt });
        }
    }

    public static async Task InsertAsync(WriteScope scope, Message message, IReadOnlyList<LinkedFile> links)
    {
        foreach (var link in links)
        {
            await scope.ExecuteAsync(
                """
                INSERT INTO attachments (account_id, message_id, conversation_id, file_type, external_url, title, meta, fetch_at, created_at)
                VALUES (@AccountId, @MessageId, @ConversationId, @FileType, @Url, @Title, @meta, @fetchAt, @CreatedAt)
                """,
                new
                {
                    message.AccountId,
                    MessageId = message.Id,
                    message.ConversationId,
                    link.FileType,
                    link.Url,
                    link.Title,
                    meta = AttributeObject.Write(link.Meta),
                    fetchAt = link.IsFetched ? message.CreatedAt : (long?)null,
                    message.CreatedAt,
                });
        }
    }

    public static Task<int> DeleteAsync(WriteScope scope, Message message)
        => scope.ExecuteAsync("DELETE FROM attachments WHERE message_id = @Id AND account_id = @AccountId", new { message.Id, message.AccountId });
}
