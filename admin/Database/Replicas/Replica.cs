using System.Data;
using Npgsql;

namespace OneLink.Admin.Database.Replicas;

/// <summary>One copy of the primary, kept by PostgreSQL's streaming replication, and whether it can be used now.</summary>
internal sealed class Replica : IAsyncDisposable
{
    /// <summary>A list that takes longer is given up and read from the primary, in seconds.</summary>
    private const int CommandSeconds = 10;

    /// <summary>How long a server that does not even take a question back is waited for, in milliseconds.</summary>
    private const int CancellationMilliseconds = 500;

    private const string PositionSql = "SELECT (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint WHERE pg_is_in_recovery()";

    private const string SystemSql = "SELECT system_identifier FROM pg_control_system()";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(10);

    private readonly PostgresConnections _connections;
    private readonly TimeSpan _wait;
    private readonly TimeProvider _clock;
    private bool _isProbed;
    private int _isUsable;

    public Replica(PostgresAddress address, TimeSpan wait, TimeProvider clock)
    {
        var builder = new NpgsqlConnectionStringBuilder(address.ConnectionString) { CommandTimeout = CommandSeconds, CancellationTimeout = CancellationMilliseconds };
        _connections = new PostgresConnections(address with { ConnectionString = builder.ConnectionString });
        _wait = wait;
        _clock = clock;
    }

    /// <summary>Without the password.</summary>
    public string Name => _connections.Name;

    /// <summary>Whether lists are read from it.</summary>
    public bool IsUsable => Volatile.Read(ref _isUsable) == 1;

    /// <summary>How far it was behind the primary when it was last looked at, in bytes of log.</summary>
    public long Lag { get; private set; }

    /// <returns>Whether that is news: who hears so of several that found it out at once says it.</returns>
    public bool Become(bool isUsable)
    {
        var now = isUsable ? 1 : 0;
        return Interlocked.Exchange(ref _isUsable, now) != now;
    }

    /// <summary>
    /// Begins to read what was committed up to a position. The question how far the replica is belongs to the transaction:
    /// behind a pooler the next one may be of another server.
    /// </summary>
    /// <param name="position">Of the primary.</param>
    /// <param name="isolation">Read committed, or repeatable read for one snapshot.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ReplicaNotUsableException">It is too far behind, or no replica.</exception>
    public async Task<(PostgresConnection Connection, NpgsqlTransaction Transaction)> BeginAsync(
        Task<long> position, IsolationLevel isolation, CancellationToken cancellationToken)
    {
        var connection = await _connections.OpenAsync(cancellationToken);
        try
        {
            var transaction = await connection.Inner.BeginTransactionAsync(isolation, cancellationToken);
            await CatchUpAsync(connection.Inner, transaction, await position.WaitAsync(cancellationToken), cancellationToken);
            if (isolation == IsolationLevel.RepeatableRead)
            {
                // The snapshot of this transaction is older than what was asked in it. The next one is of the same server.
                await using var command = new NpgsqlCommand("COMMIT AND CHAIN", connection.Inner, transaction);
                await command.ExecuteNonQueryAsync(cancellationToken);
            }

            return (connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Looks whether it can be used: it answers, copies this primary and is not behind.</summary>
    /// <param name="primary">The server that writes.</param>
    /// <param name="position">How far that is.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <exception cref="ReplicaNotUsableException">It cannot.</exception>
    public async Task LookAsync(PostgresConnections primary, long position, CancellationToken cancellationToken)
    {
        if (!_isProbed)
        {
            await _connections.ProbeAsync(cancellationToken);
            _isProbed = true;
        }

        await using var connection = await _connections.OpenAsync(cancellationToken);
        await using var writing = await primary.OpenAsync(cancellationToken);
        if (await SystemAsync(connection.Inner, cancellationToken) != await SystemAsync(writing.Inner, cancellationToken))
        {
            throw new ReplicaNotUsableException("it copies another server");
        }

        await using var transaction = await connection.Inner.BeginTransactionAsync(cancellationToken);
        await CatchUpAsync(connection.Inner, transaction, position, cancellationToken);
    }

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private async Task CatchUpAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, long position, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(PositionSql, connection, transaction);
        var begun = _clock.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (await command.ExecuteScalarAsync(cancellationToken) is not long replayed)
            {
                throw new ReplicaNotUsableException("it is no replica, but takes writes itself");
            }

            Lag = Math.Max(0, position - replayed);
            if (Lag == 0)
            {
                return;
            }

            if (_clock.GetElapsedTime(begun) >= _wait)
            {
                throw new ReplicaNotUsableException(FormattableString.Invariant($"it is {Lag} bytes of log behind after {_wait.TotalMilliseconds:0} ms"));
            }

            await Task.Delay(pause, _clock, cancellationToken);
        }
    }

    private static async Task<long> SystemAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(SystemSql, connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
