using Npgsql;

namespace OneLink.Admin.Database;

/// <summary>Opens connections to PostgreSQL, directly or through PgBouncer.</summary>
internal sealed class PostgresConnections : IAsyncDisposable
{
    /// <summary>Of our statements, which are about a thousand, those that a connection is asked often.</summary>
    private const int PreparedStatements = 256;

    private readonly PostgresAddress _address;
    private NpgsqlDataSource _source;

    public PostgresConnections(PostgresAddress address)
    {
        _address = address;
        _source = Source(prepares: address.Prepares ?? false);
    }

    public string Name => _address.Name;

    /// <summary>Whether a session is ours alone for as long as a connection is open: then it can be listened on.</summary>
    public bool HasSessions { get; private set; } = true;

    public async Task<PostgresConnection> OpenAsync(CancellationToken cancellationToken)
        => new(await Volatile.Read(ref _source).OpenConnectionAsync(cancellationToken));

    /// <summary>
    /// Finds out whether a pooler stands between, which gives each transaction another session: the process that it names at
    /// the beginning is not the one that answers. Statements are prepared only without one, unless the address says so.
    /// </summary>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        await using (var connection = await _source.OpenConnectionAsync(cancellationToken))
        {
            await using var command = new NpgsqlCommand("SELECT pg_backend_pid()", connection);
            HasSessions = (int)(await command.ExecuteScalarAsync(cancellationToken))! == connection.ProcessID;
        }

        if (HasSessions && _address.Prepares is null)
        {
            await Interlocked.Exchange(ref _source, Source(prepares: true)).DisposeAsync();
        }
    }

    /// <summary>A connection outside the pool, for as long as the process lives.</summary>
    public async Task<NpgsqlConnection> OpenOwnAsync(Action<NpgsqlConnectionStringBuilder> adjust, CancellationToken cancellationToken)
    {
        var builder = new NpgsqlConnectionStringBuilder(_address.ConnectionString) { Pooling = false };
        adjust(builder);
        var connection = new NpgsqlConnection(builder.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private NpgsqlDataSource Source(bool prepares)
        => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_address.ConnectionString) { MaxAutoPrepare = prepares ? PreparedStatements : 0 });
}
