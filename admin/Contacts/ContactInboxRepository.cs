using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Contacts;

internal sealed class ContactInboxRepository(IDatabase database)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, contact_id AS ContactId, inbox_id AS InboxId, source_id AS SourceId,
        pubsub_token AS PubsubToken, hmac_verified AS IsHmacVerified, created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    private const string BySource = $"SELECT {Columns} FROM contact_inboxes WHERE account_id = @accountId AND inbox_id = @inboxId AND source_id = @sourceId";

    public Task<ContactInbox?> FindAsync(long accountId, long inboxId, string sourceId, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<ContactInbox>(BySource, new { accountId, inboxId, sourceId }), cancellationToken);

    public static Task<ContactInbox?> FindAsync(WriteScope scope, long accountId, long inboxId, string sourceId)
        => scope.FirstOrDefaultAsync<ContactInbox>(BySource, new { accountId, inboxId, sourceId });

    /// <summary>The one that a client's token is of, in an inbox that is still there.</summary>
    public Task<ContactInbox?> FindByPubsubTokenAsync(string token, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<ContactInbox>(
                $"SELECT {Columns} FROM contact_inboxes WHERE pubsub_token = @token AND inbox_id IN (SELECT id FROM inboxes WHERE deleted_at IS NULL)",
                new { token }),
            cancellationToken);

    public Task<List<ContactInbox>> FindAsync(long accountId, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<ContactInbox>(
                $"SELECT {Columns} FROM contact_inboxes WHERE +account_id = @accountId AND id IN @ids", new { accountId, ids })).AsList(),
            cancellationToken);

    /// <summary>How the inbox has known the contact of late.</summary>
    public static Task<ContactInbox?> LastAsync(WriteScope scope, long accountId, long contactId, long inboxId)
        => scope.FirstOrDefaultAsync<ContactInbox>(
            $"SELECT {Columns} FROM contact_inboxes WHERE account_id = @accountId AND contact_id = @contactId AND inbox_id = @inboxId ORDER BY id DESC LIMIT 1",
            new { accountId, contactId, inboxId });

    /// <summary>Where the person has proved to be the contact, of late.</summary>
    public static Task<ContactInbox?> LastVerifiedAsync(WriteScope scope, long accountId, long contactId, long inboxId)
        => scope.FirstOrDefaultAsync<ContactInbox>(
            $"SELECT {Columns} FROM contact_inboxes WHERE account_id = @accountId AND contact_id = @contactId AND inbox_id = @inboxId AND hmac_verified = 1 ORDER BY id DESC LIMIT 1",
            new { accountId, contactId, inboxId });

    /// <summary>Those of the account under a source id, the newest first: in each inbox one.</summary>
    public Task<List<ContactInbox>> OfSourceAsync(long accountId, string sourceId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<ContactInbox>(
                $"""
                SELECT {Columns} FROM contact_inboxes
                WHERE source_id = @sourceId AND inbox_id IN (SELECT id FROM inboxes WHERE account_id = @accountId AND deleted_at IS NULL)
                ORDER BY id DESC
                """,
                new { accountId, sourceId })).AsList(),
            cancellationToken);

    /// <summary>Those of several contacts, oldest first.</summary>
    public Task<List<ContactInbox>> OfContactsAsync(long accountId, IReadOnlyCollection<long> contactIds, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<ContactInbox>(
                $"""
                SELECT {Columns} FROM contact_inboxes
                WHERE +account_id = @accountId AND contact_id IN @contactIds AND inbox_id IN (SELECT id FROM inboxes WHERE deleted_at IS NULL)
                ORDER BY id
                """,
                new { accountId, contactIds })).AsList(),
            cancellationToken);

    /// <returns>The row with its id, or null where the inbox knows the source id already.</returns>
    public static async Task<ContactInbox?> InsertAsync(WriteScope scope, ContactInbox row)
    {
        var id = await scope.FirstOrDefaultAsync<long?>(
            """
            INSERT INTO contact_inboxes (account_id, contact_id, inbox_id, source_id, pubsub_token, hmac_verified, created_at, updated_at)
            VALUES (@AccountId, @ContactId, @InboxId, @SourceId, @PubsubToken, @IsHmacVerified, @CreatedAt, @UpdatedAt)
            ON CONFLICT (inbox_id, source_id) DO NOTHING RETURNING id
            """,
            row);
        return id is null ? null : row with { Id = id.Value };
    }

    /// <summary>Notes that the person has proved to be the contact.</summary>
    public static Task<int> VerifyAsync(WriteScope scope, ContactInbox row)
        => scope.ExecuteAsync(
            "UPDATE contact_inboxes SET hmac_verified = 1, updated_at = @UpdatedAt WHERE account_id = @AccountId AND id = @Id", row);

    /// <summary>Whether somebody has proved to be the contact, in any inbox.</summary>
    public static async Task<bool> IsVerifiedAsync(WriteScope scope, long accountId, long contactId)
        => await scope.FirstOrDefaultAsync<long?>(
            "SELECT id FROM contact_inboxes WHERE account_id = @accountId AND contact_id = @contactId AND hmac_verified = 1 LIMIT 1",
            new { accountId, contactId }) is not null;
}
