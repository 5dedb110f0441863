using System.Data.Common;
using Dapper;
using OneLink.Admin.Events;
using OneLink.Admin.Feed;

namespace OneLink.Admin.Database;

/// <summary>What one piece of writing work may do: run statements, publish changes to the edges, raise events, take itself back.</summary>
internal sealed class WriteScope(WriteConnection writer, DbTransaction transaction)
{
    private readonly DbConnection _connection = writer.Connection;
    private List<Change>? _changes;
    private TransactionEvents? _events;

    /// <summary>Changes published so far, in order. They get their sequences when the transaction ends.</summary>
    public IReadOnlyList<Change> Changes => _changes ?? [];

    /// <summary>Events raised so far. They get their sequences when the transaction ends.</summary>
    public IReadOnlyList<DomainEvent> Events => _events?.All ?? [];

    public bool IsRolledBack { get; private set; }

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => _connection.ExecuteAsync(sql, parameters, transaction);

    public Task<T> ScalarAsync<T>(string sql, object? parameters = null) => _connection.QuerySingleAsync<T>(sql, parameters, transaction);

    public Task<T?> FirstOrDefaultAsync<T>(string sql, object? parameters = null)
        => _connection.QueryFirstOrDefaultAsync<T>(sql, parameters, transaction);

    public Task<IEnumerable<T>> QueryAsync<T>(string sql, object? parameters = null) => _connection.QueryAsync<T>(sql, parameters, transaction);

    /// <summary>A statement that is prepared once for the life of the connection: for rows that come by the thousand.</summary>
    public PreparedStatement Prepared(string sql, params ReadOnlySpan<string> parameters)
        => writer.Prepared(sql, parameters);

    public void Publish(Change change) => (_changes ??= []).Add(change);

    /// <summary>Tells of something that happened; several changes of one entity become one event.</summary>
    public void Raise(DomainEvent raised) => (_events ??= new TransactionEvents()).Add(raised);

    /// <summary>Takes back everything this work wrote, published and raised, while its result is still returned to the caller.</summary>
    public void Rollback() => IsRolledBack = true;
}
