using System.Data;
using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace OneLink.Admin.Database;

/// <summary>
/// Writes to PostgreSQL in turns with the other admins: a transaction first takes one advisory lock, which its end gives back.
/// </summary>
/// <remarks>
/// Read committed: each statement sees what was committed before it began, and so, once the lock is taken, all that others
/// have written. (A transaction of one snapshot would have taken it before it waited for its turn.)
/// </remarks>
internal sealed class PostgresWriteConnection(PostgresConnection connection) : WriteConnection(connection)
{
    private const string Piece = "work";

    /// <summary>
    /// An admin that hangs or is cut off in the middle of a transaction must not keep the others waiting: the server ends it.
    /// For this transaction only: a session's settings are not ours behind PgBouncer.
    /// </summary>
    private const string TakeTurnSql = "SELECT set_config('idle_in_transaction_session_timeout', '10s', true), pg_advisory_xact_lock(@key)";

    public override async Task<DbTransaction> BeginAsync()
    {
        // Sent with the first statement.
        var transaction = await connection.Inner.BeginTransactionAsync(IsolationLevel.ReadCommitted);
        try
        {
            await using var command = new NpgsqlCommand(TakeTurnSql, connection.Inner, transaction);
            command.Parameters.AddWithValue("key", PostgresLocks.Writing);
            await command.ExecuteNonQueryAsync();
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sent with the piece's first statement.</summary>
    public override Task BeginPieceAsync(DbTransaction transaction) => transaction.SaveAsync(Piece);

    /// <summary>The next piece's savepoint hides this one's; giving it back would be a round trip for nothing.</summary>
    public override Task KeepPieceAsync(DbTransaction transaction) => Task.CompletedTask;

    public override Task TakePieceBackAsync(DbTransaction transaction) => transaction.RollbackAsync(Piece);

    /// <summary>The notice is part of the transaction: whoever listens gets it when what it tells of is visible, and not otherwise.</summary>
    public override async Task CommitAsync(DbTransaction transaction, CommitMarks marks)
    {
        if (!marks.IsNone)
        {
            await using var command = new NpgsqlCommand("SELECT pg_notify(@channel, @marks)", connection.Inner, (NpgsqlTransaction)transaction);
            command.Parameters.AddWithValue("channel", PostgresListener.Channel);
            command.Parameters.AddWithValue("marks", string.Create(CultureInfo.InvariantCulture, $"{marks.LastChange} {marks.LastEvent}"));
            await command.ExecuteNonQueryAsync();
        }

        try
        {
            await transaction.CommitAsync();
        }
        catch (Exception exception) when (DatabaseFailure.IsOutside(exception))
        {
            throw new DatabaseUnavailableException(exception.Message, exception) { IsOutcomeUnknown = true };
        }
    }

    protected override PreparedStatement Prepare(string sql, ReadOnlySpan<string> parameters) => new PostgresStatement(connection.Inner, sql, parameters);
}
