using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Opens.Tickets;

/// <summary>Guests in the system of record.</summary>
internal sealed class GuestList(IDatabase database)
{
    private const string Columns = """
        link_id AS LinkId, account_id AS AccountId, conversation_id AS ConversationId, message_id AS MessageId, click_id AS ClickId,
        given_at AS GivenAt, identifier AS Identifier, expires_at AS ExpiresAt
        """;

    /// <returns>False where the link has given its ticket already: of callers at a time one gets it.</returns>
    public Task<bool> TryAddAsync(Guest guest, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope => await scope.ExecuteAsync(
                """
                INSERT INTO guests (link_id, account_id, conversation_id, message_id, click_id, given_at)
                VALUES (@LinkId, @AccountId, @ConversationId, @MessageId, @ClickId, @GivenAt) ON CONFLICT (link_id) DO NOTHING
                """,
                guest) == 1,
            cancellationToken);

    /// <returns>Null where the ticket's link or conversation is gone.</returns>
    public Task<Guest?> OfTicketAsync(long accountId, long linkId, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<Guest>(
                $"SELECT {Columns} FROM guests WHERE account_id = @accountId AND link_id = @linkId", new { accountId, linkId }),
            cancellationToken);

    /// <returns>Null where nobody is known by it, or no longer.</returns>
    public Task<Guest?> FindAsync(long accountId, string identifier, long now, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<Guest>(
                $"SELECT {Columns} FROM guests WHERE account_id = @accountId AND identifier = @identifier AND expires_at > @now", new { accountId, identifier, now }),
            cancellationToken);

    /// <returns>False where the ticket was used already.</returns>
    public static async Task<bool> TryEnterAsync(WriteScope scope, Guest guest)
        => await scope.ExecuteAsync(
            "UPDATE guests SET identifier = @Identifier, expires_at = @ExpiresAt WHERE account_id = @AccountId AND link_id = @LinkId AND identifier IS NULL",
            guest) == 1;
}
