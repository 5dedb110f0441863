using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Stats.Feeds;

/// <summary>The stored feeds. Read anew for each request, so that deleting one works at once.</summary>
internal sealed class StatsFeedRepository(IDatabase database)
{
    private const string Columns =
        "id AS Id, account_id AS AccountId, token AS Token, name AS Name, link_id AS LinkId, query AS Query, created_at AS CreatedAt";

    public Task<StatsFeed?> FindByTokenAsync(string token, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<StatsFeed>($"SELECT {Columns} FROM stats_feeds WHERE token = @token", new { token }),
            cancellationToken);

    /// <summary>A page of the account's feeds after <paramref name="afterId"/>, by id.</summary>
    public Task<List<StatsFeed>> ListAsync(long accountId, string afterId, int limit, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<StatsFeed>(
                $"SELECT {Columns} FROM stats_feeds WHERE account_id = @accountId AND id > @afterId ORDER BY id LIMIT @limit",
                new { accountId, afterId, limit })).AsList(),
            cancellationToken);

    public static Task<int> InsertAsync(WriteScope scope, StatsFeed feed)
        => scope.ExecuteAsync(
            """
            INSERT INTO stats_feeds (id, account_id, token, name, link_id, query, created_at)
            VALUES (@Id, @AccountId, @Token, @Name, @LinkId, @Query, @CreatedAt)
            """,
            feed);

    /// <returns>The feed's name; null where the account has no such feed.</returns>
    public static Task<string?> DeleteAsync(WriteScope scope, long accountId, string id)
        => scope.FirstOrDefaultAsync<string>("DELETE FROM stats_feeds WHERE account_id = @accountId AND id = @id RETURNING name", new { accountId, id });
}
