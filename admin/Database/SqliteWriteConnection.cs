using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace OneLink.Admin.Database;

/// <summary>The one connection that writes to the SQLite file.</summary>
internal sealed class SqliteWriteConnection(SqliteConnection connection, SqliteConnections connections) : WriteConnection(connection)
{
    private const string Piece = "work";

    public override Task<DbTransaction> BeginAsync() => Task.FromResult<DbTransaction>(connection.BeginTransaction(deferred: false));

    public override Task BeginPieceAsync(DbTransaction transaction) => transaction.SaveAsync(Piece);

    public override Task KeepPieceAsync(DbTransaction transaction) => transaction.ReleaseAsync(Piece);

    public override async Task TakePieceBackAsync(DbTransaction transaction)
    {
        await transaction.RollbackAsync(Piece);
        await transaction.ReleaseAsync(Piece);
    }

    public override void Rest() => connections.ShortenLog(connection);

    protected override PreparedStatement Prepare(string sql, ReadOnlySpan<string> parameters) => new SqliteStatement(connection, sql, parameters);
}
