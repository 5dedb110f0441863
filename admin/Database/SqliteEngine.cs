using Microsoft.Data.Sqlite;

namespace OneLink.Admin.Database;

/// <summary>SQLite: a file of this process alone.</summary>
internal sealed class SqliteEngine(SqliteConnections connections, SqliteMigrator migrator) : IDatabaseEngine, IDisposable
{
    /// <summary>Migrated on, and then the writer's: closing the last connection would copy the whole log into the file.</summary>
    private SqliteConnection? _first;

    public int LatestSchema => SqliteMigrator.Latest;

    public Task<string> OpenAsync(CancellationToken cancellationToken)
    {
        _first = connections.OpenWriter();
        migrator.Migrate(_first);
        return Task.FromResult($"{_first.DataSource} with SQLite {_first.ServerVersion}");
    }

    public Task<WriteConnection> OpenWriterAsync()
        => Task.FromResult<WriteConnection>(new SqliteWriteConnection(Interlocked.Exchange(ref _first, null) ?? connections.OpenWriter(), connections));

    public void Dispose() => _first?.Dispose();
}
