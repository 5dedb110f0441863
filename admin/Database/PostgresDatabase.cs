using System.Data;
using System.Data.Common;
using OneLink.Admin.Database.Replicas;

namespace OneLink.Admin.Database;

/// <summary>PostgreSQL: readers on pooled connections, some of them on replicas, this process's one writer beside them.</summary>
internal sealed class PostgresDatabase(PostgresConnections connections, ReplicaReads replicas, DatabaseWriter writer) : IDatabase
{
    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return await work(connection);
    }

    public async Task<T> ReadConsistentlyAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);

        // One snapshot from the first statement on.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        return await work(connection, transaction);
    }

    public async Task<T> ReadFromReplicaAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
        => await replicas.TryAsync(IsolationLevel.ReadCommitted, (connection, _) => work(connection), cancellationToken) is (true, var result)
            ? result!
            : await ReadAsync(work, cancellationToken);

    public async Task<T> ReadConsistentlyFromReplicaAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellationToken)
        => await replicas.TryAsync(IsolationLevel.RepeatableRead, work, cancellationToken) is (true, var result)
            ? result!
            : await ReadConsistentlyAsync(work, cancellationToken);

    /// <summary>PostgreSQL counts its rows and needs no hint.</summary>
    public string Through(string index, string table) => table;

    public string Unindexed(string condition) => condition;

    public Task<T> WriteAsync<T>(Func<WriteScope, Task<T>> work, CancellationToken cancellationToken)
        => writer.EnqueueAsync(work, cancellationToken);
}
