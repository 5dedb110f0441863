using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Audiences;

/// <summary>Who is in audiences.</summary>
internal sealed class AudienceMembers(IDatabase database)
{
    /// <summary>Contacts of one statement.</summary>
    private const int AtOnce = 500;

    /// <summary>What becomes of them when the contact <c>@goes</c> becomes <c>@stays</c>, of <c>@accountId</c>.</summary>
    public static IReadOnlyList<string> Moves { get; } =
    [
        """
        UPDATE audience_members SET contact_id = @stays
        WHERE account_id = @accountId AND contact_id = @goes AND audience_id NOT IN (SELECT audience_id FROM audience_members WHERE contact_id = @stays)
        """,
    ];

    /// <summary>Makes them exactly those of some contacts that are there.</summary>
    public static async Task ReplaceAsync(WriteScope scope, Audience audience, IEnumerable<long> contactIds)
    {
        await scope.ExecuteAsync("DELETE FROM audience_members WHERE audience_id = @Id", new { audience.Id });
        foreach (var piece in contactIds.Order().Chunk(AtOnce))
        {
            await scope.ExecuteAsync(
                """
                INSERT INTO audience_members (audience_id, contact_id, account_id)
                SELECT @Id, id, account_id FROM contacts WHERE account_id = @AccountId AND id IN @piece
                """,
                new { audience.Id, audience.AccountId, piece });
        }
    }

    public Task<List<AudienceMember>> PageAsync(long accountId, long audienceId, int page, int size, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<AudienceMember>(
                """
                SELECT c.id AS Id, c.name AS Name, c.email AS Email, c.phone_number AS PhoneNumber
                FROM audience_members m JOIN contacts c ON c.id = m.contact_id
                WHERE m.audience_id = @audienceId AND m.account_id = @accountId ORDER BY m.contact_id LIMIT @size OFFSET @skipped
                """,
                new { accountId, audienceId, size, skipped = (page - 1L) * size })).AsList(),
            cancellationToken);
}
