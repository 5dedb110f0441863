using System.Data.Common;
using System.Globalization;
using Dapper;

namespace OneLink.Admin.Database;

/// <summary>Words in FTS5 (migration 0038), each with its account in front, so that one account's lists are as long as its links need.</summary>
internal sealed class SqliteWordIndex : IWordIndex
{
    private const string PutSql = "INSERT OR REPLACE INTO link_words (rowid, words) VALUES (@link, @words)";
    private const string RemoveSql = "DELETE FROM link_words WHERE rowid = @link";

    /// <summary>No word has a character behind this one.</summary>
    private const string Last = "\U0010FFFF";

    private static readonly string[] PutParameters = ["@link", "@words"];
    private static readonly string[] RemoveParameters = ["@link"];

    public Task PutAsync(WriteScope scope, long accountId, long linkId, IEnumerable<string> words) => PutEachAsync(scope, accountId, [(linkId, words)]);

    public Task PutEachAsync(WriteScope scope, long accountId, IEnumerable<(long LinkId, IEnumerable<string> Words)> links)
    {
        var prefix = Prefix(accountId);
        return scope.Prepared(PutSql, PutParameters).ExecuteEachAsync(
            links.Select(link => new object?[] { link.LinkId, string.Join(' ', link.Words.Select(word => prefix + word)) }));
    }

    public Task RemoveAsync(WriteScope scope, long linkId) => scope.Prepared(RemoveSql, RemoveParameters).ExecuteAsync(linkId);

    public async Task<IReadOnlyList<long>> FindAsync(DbConnection connection, long accountId, string word, bool isBeginning, int limit)
    {
        var from = Prefix(accountId) + word;
        var condition = isBeginning ? "term >= @from AND term < @to" : "term = @from";
        return (await connection.QueryAsync<long>(
            $"SELECT doc FROM link_word_entries WHERE {condition} LIMIT @limit", new { from, to = from + Last, limit })).AsList();
    }

    /// <summary>Of one length, so that no account's words are the beginning of another's.</summary>
    private static string Prefix(long accountId) => accountId.ToString("x8", CultureInfo.InvariantCulture);
}
