using System.Data.Common;

namespace OneLink.Admin.Database;

/// <summary>
/// Which links have which words, per account. Full-text search is where databases differ most: SQLite's FTS5 here,
/// PostgreSQL's <c>tsvector</c> in its place there. It may find a link that no longer has the word; who asks compares.
/// </summary>
internal interface IWordIndex
{
    /// <summary>Gives a link its words, in place of those that it had.</summary>
    /// <param name="scope">The transaction that writes the link.</param>
    /// <param name="accountId">Whose link it is.</param>
    /// <param name="linkId">The link.</param>
    /// <param name="words">Letters, digits and characters beyond ASCII; some perhaps more than once.</param>
    Task PutAsync(WriteScope scope, long accountId, long linkId, IEnumerable<string> words);

    /// <summary>The same for many links.</summary>
    /// <param name="scope">The transaction that writes the links.</param>
    /// <param name="accountId">Whose links they are.</param>
    /// <param name="links">Ids, and the words of each.</param>
    Task PutEachAsync(WriteScope scope, long accountId, IEnumerable<(long LinkId, IEnumerable<string> Words)> links);

    Task RemoveAsync(WriteScope scope, long linkId);

    /// <summary>Links with a word, in no order; reads no more than <paramref name="limit"/> entries however many there are.</summary>
    /// <param name="connection">To read on.</param>
    /// <param name="accountId">Whose links.</param>
    /// <param name="word">The word.</param>
    /// <param name="isBeginning">Whether longer words that begin with it count too; then a link may come more than once.</param>
    /// <param name="limit">Most entries.</param>
    Task<IReadOnlyList<long>> FindAsync(DbConnection connection, long accountId, string word, bool isBeginning, int limit);
}
