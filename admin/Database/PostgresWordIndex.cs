using System.Data.Common;
using Dapper;

namespace OneLink.Admin.Database;

/// <summary>Words in a table of their own (migration 0077), a row a word and link.</summary>
internal sealed class PostgresWordIndex : IWordIndex
{
    private const string PutSql = """
        WITH given AS (SELECT DISTINCT word FROM unnest(string_to_array(@words, ' ')) AS word WHERE word <> ''),
        gone AS (DELETE FROM link_words WHERE link_id = @link AND word NOT IN (SELECT word FROM given))
        INSERT INTO link_words (account_id, word, link_id) SELECT @account, word, @link FROM given ON CONFLICT DO NOTHING
        """;

    private const string RemoveSql = "DELETE FROM link_words WHERE link_id = @link";

    /// <summary>No word has a character behind this one.</summary>
    private const string Last = "\U0010FFFF";

    private static readonly string[] PutParameters = ["@account", "@link", "@words"];
    private static readonly string[] RemoveParameters = ["@link"];

    public Task PutAsync(WriteScope scope, long accountId, long linkId, IEnumerable<string> words)
        => scope.Prepared(PutSql, PutParameters).ExecuteAsync(accountId, linkId, string.Join(' ', words));

    public Task PutEachAsync(WriteScope scope, long accountId, IEnumerable<(long LinkId, IEnumerable<string> Words)> links)
        => scope.Prepared(PutSql, PutParameters).ExecuteEachAsync(links.Select(link => new object?[] { accountId, link.LinkId, string.Join(' ', link.Words) }));

    public Task RemoveAsync(WriteScope scope, long linkId) => scope.Prepared(RemoveSql, RemoveParameters).ExecuteAsync(linkId);

    public async Task<IReadOnlyList<long>> FindAsync(DbConnection connection, long accountId, string word, bool isBeginning, int limit)
    {
        var condition = isBeginning ? "word >= @word AND word < @to" : "word = @word";
        return (await connection.QueryAsync<long>(
            $"SELECT link_id FROM link_words WHERE account_id = @accountId AND {condition} LIMIT @limit",
            new { accountId, word, to = word + Last, limit })).AsList();
    }
}
