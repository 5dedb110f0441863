using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Files;

internal sealed class FileRepository(IDatabase database)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, storage_key AS StorageKey, name AS Name, content_type AS ContentType, byte_size AS ByteSize,
        width AS Width, height AS Height, thumbnail_key AS ThumbnailKey, created_at AS CreatedAt
        """;

    public Task<StoredFile?> FindAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<StoredFile>(
                $"SELECT {Columns} FROM files WHERE id = @id AND account_id = @accountId", new { accountId, id }),
            cancellationToken);

    /// <summary>Whoever knows the key may have been given it: links are checked before.</summary>
    public Task<StoredFile?> FindByKeyAsync(string storageKey, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<StoredFile>($"SELECT {Columns} FROM files WHERE storage_key = @storageKey", new { storageKey }),
            cancellationToken);

    /// <summary>As <see cref="FindByKeyAsync"/>, where the file is somebody's avatar.</summary>
    public Task<StoredFile?> FindAvatarAsync(string storageKey, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<StoredFile>(
                $"""
                SELECT {Columns} FROM files
                WHERE storage_key = @storageKey
                  AND (EXISTS (SELECT 1 FROM contacts c WHERE c.avatar_file_id = files.id)
                    OR EXISTS (SELECT 1 FROM inboxes i WHERE i.avatar_file_id = files.id)
                    OR EXISTS (SELECT 1 FROM agent_bots b WHERE b.avatar_file_id = files.id)
                    OR EXISTS (SELECT 1 FROM users u WHERE u.avatar_file_id = files.id))
                """,
                new { storageKey }),
            cancellationToken);

    /// <summary>Stores the row of bytes that are in storage; its id is what is returned.</summary>
    public static async Task<long> InsertAsync(WriteScope scope, StoredFile file)
    {
        await scope.ExecuteAsync("DELETE FROM file_removals WHERE storage_key = @StorageKey", file);
        return await scope.ScalarAsync<long>(
            """
            INSERT INTO files (account_id, storage_key, name, content_type, byte_size, width, height, thumbnail_key, created_at)
            VALUES (@AccountId, @StorageKey, @Name, @ContentType, @ByteSize, @Width, @Height, @ThumbnailKey, @CreatedAt)
            RETURNING id
            """,
            file);
    }

    /// <summary>Notes that bytes under the key are to be deleted, unless a row has them by then.</summary>
    public static Task<int> ScheduleRemovalAsync(WriteScope scope, string storageKey, long dueAt)
        => scope.ExecuteAsync(
            "INSERT INTO file_removals (storage_key, due_at) VALUES (@storageKey, @dueAt) ON CONFLICT (storage_key) DO UPDATE SET due_at = excluded.due_at",
            new { storageKey, dueAt });

    /// <summary>Keys whose bytes are to be deleted now, at most <paramref name="limit"/>.</summary>
    public Task<List<string>> DueRemovalsAsync(long now, int limit, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<string>(
                """
                SELECT storage_key FROM file_removals r
                WHERE due_at <= @now AND NOT EXISTS (SELECT 1 FROM files f WHERE f.storage_key = r.storage_key)
                ORDER BY due_at LIMIT @limit
                """,
                new { now, limit })).AsList(),
            cancellationToken);

    public static Task<int> ForgetRemovalAsync(WriteScope scope, string storageKey)
        => scope.ExecuteAsync("DELETE FROM file_removals WHERE storage_key = @storageKey", new { storageKey });

    /// <summary>Deletes files from before a time that nothing uses, at most <paramref name="limit"/>; their bytes go later.</summary>
    /// <returns>How many.</returns>
    public static Task<int> DeleteUnusedAsync(WriteScope scope, long before, int limit)
        => scope.ExecuteAsync(
            """
            DELETE FROM files WHERE id IN (
              SELECT f.id FROM files f
              WHERE f.created_at < @before
                AND NOT EXISTS (SELECT 1 FROM attachments a WHERE a.file_id = f.id)
                AND NOT EXISTS (SELECT 1 FROM contacts c WHERE c.avatar_file_id = f.id)
                AND NOT EXISTS (SELECT 1 FROM inboxes i WHERE i.avatar_file_id = f.id)
                AND NOT EXISTS (SELECT 1 FROM agent_bots b WHERE b.avatar_file_id = f.id)
                AND NOT EXISTS (SELECT 1 FROM users u WHERE u.avatar_file_id = f.id)
              ORDER BY f.created_at LIMIT @limit)
            """,
            new { before, limit });
}
