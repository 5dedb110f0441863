using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Events;

namespace OneLink.Admin.Contacts;

/// <summary>Which contacts a contact is made of: kept for as long as it is there.</summary>
internal sealed class MergeHistory(IDatabase database)
{
    public static Task<int> WriteAsync(WriteScope scope, Contact stays, Contact goes, Performer? performer, long at)
        => scope.ExecuteAsync(
            """
            INSERT INTO contact_merges (account_id, contact_id, merged_id, merged, performer_kind, performer_id, created_at)
            VALUES (@AccountId, @Id, @goesId, @merged, @Kind, @PerformerId, @at)
            """,
            new
            {
                stays.AccountId,
                stays.Id,
                goesId = goes.Id,
                merged = ContactEvents.Described(goes).ToJsonString(Json.RelaxedJson.Compact),
                performer?.Kind,
                PerformerId = performer?.Id,
                at,
            });

    /// <summary>The latest first.</summary>
    public Task<List<ContactMergeEntry>> OfAsync(long accountId, long contactId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<ContactMergeEntry>(
                """
                SELECT merged_id AS MergedId, merged AS Merged, created_at AS At FROM contact_merges
                WHERE account_id = @accountId AND contact_id = @contactId ORDER BY id DESC
                """,
                new { accountId, contactId })).AsList(),
            cancellationToken);
}
