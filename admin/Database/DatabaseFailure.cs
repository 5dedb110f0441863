using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;
using OneLink.Admin.Leases;

namespace OneLink.Admin.Database;

/// <summary>Tells failures of the surroundings from bugs.</summary>
internal static class DatabaseFailure
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Full = 13;

    private const string IdleInTransactionTimeout = "25P03";

    /// <summary>
    /// Whether the same request may well succeed later: the disk is full or failing, another program holds the lock, or the
    /// server is away, starting, ending, out of connections, or no longer the one that writes; or another admin does this work.
    /// </summary>
    public static bool IsOutside(Exception exception) => exception switch
    {
        DatabaseUnavailableException or LeaseLostException => true,
        SqliteException { SqliteErrorCode: Busy or Locked or ReadOnly or IoError or Full } => true,
        PostgresException refused => IsOutside(refused.SqlState),
        NpgsqlException { InnerException: SocketException or IOException or TimeoutException } => true,
        NpgsqlException { IsTransient: true } => true,

        // What Npgsql says of a transaction that ended with its connection; the cause tells why that ended.
        ObjectDisposedException { InnerException: { } cause } => IsOutside(cause),
        _ => false,
    };

    private static bool IsOutside(string state)
        => state.StartsWith("08", StringComparison.Ordinal) // connection
        || state.StartsWith("53", StringComparison.Ordinal) // resources: disk, memory, connections
        || state.StartsWith("57P", StringComparison.Ordinal) // the server ends, or starts
        || state.StartsWith("58", StringComparison.Ordinal) // system
        || state is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled
            or IdleInTransactionTimeout or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;
}
