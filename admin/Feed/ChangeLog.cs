using System.Data.Common;
using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Feed;

/// <summary>
/// The ordered log of everything published to edges. Appended in the transaction of the change itself, so that neither
/// can exist without the other.
/// </summary>
/// <remarks>
/// A sequence must never become visible after a higher one: an edge that has seen 8 never asks for 7 again. Hence no
/// database sequence, but one row that is raised as the last statement before the commit. Whoever raises it next waits:
/// on SQLite because there is one writer, on PostgreSQL because the UPDATE holds the row's lock until the commit.
/// </remarks>
internal sealed class ChangeLog(TimeProvider clock)
{
    private const string InsertSql = """
        INSERT INTO change_log (sequence, kind, entity_id, domain_id, slug_key, version, deleted, document, created_at, account_id)
        VALUES (@sequence, @kind, @entity, @domain, @slug, @version, @deleted, @document, @created, @account)
        """;

    private static readonly string[] InsertParameters =
        ["@sequence", "@kind", "@entity", "@domain", "@slug", "@version", "@deleted", "@document", "@created", "@account"];

    /// <summary>Gives the changes their sequences. The last thing in a transaction.</summary>
    /// <returns>The last sequence given, or 0 where there were no changes.</returns>
    public async Task<long> AppendAsync(WriteScope scope, IReadOnlyList<Change> changes)
    {
        if (changes.Count == 0)
        {
            return 0;
        }

        var last = await scope.ScalarAsync<long>(
            "UPDATE feed_state SET last_sequence = last_sequence + @count WHERE id = 1 RETURNING last_sequence",
            new { count = changes.Count });
        var sequence = last - changes.Count;
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var insert = scope.Prepared(InsertSql, InsertParameters);
        await insert.ExecuteEachAsync(changes.Select(change => new object?[]
        {
            ++sequence,
            (long)change.Kind,
            change.EntityId,
            change.DomainId,
            change.SlugKey,
            (long)change.Version,
            change.Deleted ? 1L : 0L,
            change.Document,
            now,
            change.AccountId,
        }));

        return last;
    }

    public static Task<ChangeLogBounds> ReadBoundsAsync(DbConnection connection, DbTransaction? transaction)
        => connection.QuerySingleAsync<ChangeLogBounds>(
            "SELECT last_sequence AS LastSequence, trimmed_through AS TrimmedThrough, accounts_from AS AccountsFrom FROM feed_state WHERE id = 1",
            transaction: transaction);
}
