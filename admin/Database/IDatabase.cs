using System.Data.Common;

namespace OneLink.Admin.Database;

/// <summary>
/// The system of record. What a repository writes is plain SQL that SQLite and PostgreSQL agree on; what differs
/// (connections, locking, migrations) is behind this boundary.
/// </summary>
/// <remarks>
/// Rows by their ids are read with <c>+account_id = @accountId AND id IN @ids</c>: the sign, which changes nothing, keeps
/// SQLite from an index that begins with the account. Without ANALYZE it takes that one for narrower than a dozen ids, and
/// reads all rows of an account to find them.
/// </remarks>
internal interface IDatabase
{
    /// <summary>Runs <paramref name="work"/> on a pooled connection that sees committed data and cannot write.</summary>
    Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> on a connection inside one read transaction: everything it reads is of one moment.
    /// </summary>
    Task<T> ReadConsistentlyAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>
    /// As <see cref="ReadAsync"/>, for lists and other reading that is much work: a replica may do it, where there is one that
    /// has all that was committed before this call, by whomever.
    /// </summary>
    /// <param name="work">May run twice, on a replica and then on the primary: it must leave nothing behind but its result.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<T> ReadFromReplicaAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken);

    /// <summary><see cref="ReadConsistentlyAsync"/> by a replica, under the terms of <see cref="ReadFromReplicaAsync"/>.</summary>
    Task<T> ReadConsistentlyFromReplicaAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>
    /// The table, to be read through one of its indexes. A hint for a planner that knows nothing of how many rows there are
    /// (SQLite's, unless told by ANALYZE); one that counts them is left alone.
    /// </summary>
    string Through(string index, string table);

    /// <summary>
    /// The condition, to be looked at row by row: the same hint the other way round (SQLite's unary plus, which PostgreSQL
    /// knows of numbers alone).
    /// </summary>
    string Unindexed(string condition);

    /// <summary>
    /// Runs <paramref name="work"/> in a write transaction. When the task completes, what was written is on disk and the
    /// published changes are in the change log; when it fails, nothing of it is.
    /// </summary>
    /// <param name="work">Must only use its scope; it may run together with other writers' work in one transaction.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn; work that has begun is finished.</param>
    /// <exception cref="DatabaseUnavailableException">The database cannot be written now.</exception>
    Task<T> WriteAsync<T>(Func<WriteScope, Task<T>> work, CancellationToken cancellationToken);
}
