using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Realtime;

/// <summary>Which contact a client speaks for now.</summary>
internal sealed class ContactPlaces(IDatabase database)
{
    public Task<long?> ContactOfAsync(ContactListener listener, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<long?>(
                "SELECT contact_id FROM contact_inboxes WHERE account_id = @AccountId AND id = @ContactInboxId", listener),
            cancellationToken);
}
