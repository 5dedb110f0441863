using System.Data.Common;

namespace OneLink.Admin.Database;

/// <summary>What <see cref="DatabaseWriter"/> writes on: a connection, and how its database takes turns, keeps pieces apart and prepares statements.</summary>
internal abstract class WriteConnection(DbConnection connection) : IAsyncDisposable
{
    private readonly Dictionary<string, PreparedStatement> _statements = new(StringComparer.Ordinal);

    public DbConnection Connection => connection;

    /// <summary>A statement that is prepared once for the life of the connection.</summary>
    public PreparedStatement Prepared(string sql, ReadOnlySpan<string> parameters)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = Prepare(sql, parameters);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    /// <summary>Waits for this process's turn and begins a transaction: until it ends nobody else writes.</summary>
    public abstract Task<DbTransaction> BeginAsync();

    /// <summary>Begins a piece of work that can be taken back by itself.</summary>
    public abstract Task BeginPieceAsync(DbTransaction transaction);

    public abstract Task KeepPieceAsync(DbTransaction transaction);

    public abstract Task TakePieceBackAsync(DbTransaction transaction);

    /// <summary>Commits; other processes hear of it where the database can tell them.</summary>
    public virtual Task CommitAsync(DbTransaction transaction, CommitMarks marks) => transaction.CommitAsync();

    /// <summary>Between two transactions.</summary>
    public virtual void Rest()
    {
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        await connection.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract PreparedStatement Prepare(string sql, ReadOnlySpan<string> parameters);
}
