using Dapper;
using OneLink.Admin.Accounts;
using OneLink.Admin.Database;

namespace OneLink.Admin.SuperAdmin;

/// <summary>All accounts of the installation, but those that are being deleted.</summary>
internal sealed class AccountDirectory(IDatabase database)
{
    private const string Counts = """
        SELECT a.id AS AccountId,
               (SELECT COUNT(*) FROM account_users m WHERE m.account_id = a.id) AS People,
               (SELECT COUNT(*) FROM inboxes i WHERE i.account_id = a.id AND i.deleted_at IS NULL) AS Inboxes,
               (SELECT COUNT(*) FROM domains d WHERE d.account_id = a.id) AS Domains
        """;

    /// <param name="search">In the name and the support address, or the id; null for all.</param>
    /// <param name="status">One of <see cref="AccountStatus"/>; null for both.</param>
    /// <param name="before">Only those with lower ids.</param>
    /// <param name="limit">Most.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<List<Account>> PageAsync(string? search, string? status, long before, int limit, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Account>(
                $"""
                SELECT {AccountRepository.Columns} FROM accounts
                WHERE deleted_at IS NULL AND id < @before {(status is null ? "" : "AND status = @status")}
                  {(search is null ? "" : "AND (id = @id OR lower(name) LIKE @pattern ESCAPE '!' OR lower(support_email) LIKE @pattern ESCAPE '!')")}
                ORDER BY id DESC LIMIT @limit
                """,
                new { before, status, id = SearchText.Id(search), pattern = SearchText.Pattern(search), limit })).AsList(),
            cancellationToken);

    public async Task<Dictionary<long, AccountCounts>> CountsAsync(IEnumerable<long> accountIds, CancellationToken cancellationToken)
    {
        var ids = accountIds.ToArray();
        return ids.Length == 0 ? [] : await database.ReadAsync(
            async connection => (await connection.QueryAsync<AccountCounts>($"{Counts} FROM accounts a WHERE a.id IN @ids", new { ids })).ToDictionary(counts => counts.AccountId),
            cancellationToken);
    }

    /// <summary>With what is many.</summary>
    public Task<AccountCounts> AllCountsAsync(long accountId, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QuerySingleAsync<AccountCounts>(
                $"""
                {Counts},
                (SELECT COUNT(*) FROM links l WHERE l.account_id = a.id) AS Links,
                (SELECT COUNT(*) FROM contacts c WHERE c.account_id = a.id) AS Contacts,
                (SELECT CAST(COALESCE(SUM(n.count), 0) AS bigint) FROM conversation_counts n WHERE n.account_id = a.id) AS Conversations
                FROM accounts a WHERE a.id = @accountId
                """,
                new { accountId }),
            cancellationToken);
}
