using System.Data;
using System.Data.Common;

namespace OneLink.Admin.Database;

/// <summary>SQLite in WAL mode: any number of readers beside one writer.</summary>
internal sealed class SqliteDatabase(SqliteConnections connections, DatabaseWriter writer) : IDatabase
{
    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenReaderAsync(cancellationToken);
        return await work(connection);
    }

    public async Task<T> ReadConsistentlyAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenReaderAsync(cancellationToken);

        // Deferred (this isolation level asks for it): the first SELECT fixes the moment, and no write lock is taken.
        await using var transaction = ((Microsoft.Data.Sqlite.SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: true);
        return await work(connection, transaction);
    }

    /// <summary>There is one file.</summary>
    public Task<T> ReadFromReplicaAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken) => ReadAsync(work, cancellationToken);

    public Task<T> ReadConsistentlyFromReplicaAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellationToken)
        => ReadConsistentlyAsync(work, cancellationToken);

    public string Through(string index, string table) => $"{table} INDEXED BY {index}";

    public string Unindexed(string condition) => "+" + condition;

    public Task<T> WriteAsync<T>(Func<WriteScope, Task<T>> work, CancellationToken cancellationToken)
        => writer.EnqueueAsync(work, cancellationToken);
}
