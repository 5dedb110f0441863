using Dapper;
using Microsoft.Data.Sqlite;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Database.Moving;

/// <summary>A SQLite file of this build's schema, which nobody else can open meanwhile. Nothing is written to it.</summary>
internal sealed class MoveSource : IDisposable
{
    /// <summary>SQLite's number for a lock that somebody else has.</summary>
    private const int Busy = 5;

    /// <summary>How long the lock is waited for, in seconds.</summary>
    private const int Patience = 1;

    private const string Pragmas = "PRAGMA cache_size = -131072; PRAGMA mmap_size = 2147418112; PRAGMA query_only = ON";

    private readonly SqliteConnection _connection;

    private MoveSource(SqliteConnection connection) => _connection = connection;

    /// <exception cref="StartupException">There is no such file, an admin has it open, or it is no database of this build.</exception>
    public static MoveSource Open(string file)
    {
        if (!File.Exists(file))
        {
            throw new StartupException($"There is no database {file}. An installation has it at admin/onelink.db in its data folder, or where ONELINK_DATABASE says.");
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = Patience }.ToString());
        try
        {
            connection.Open();

            // Who else has the file open, as an admin has all the time, holds a shared lock on it, so that it cannot be had alone.
            // Had alone from the first access on, it is ours until it is closed.
            connection.Execute("PRAGMA locking_mode = EXCLUSIVE");
            connection.Execute("BEGIN EXCLUSIVE; COMMIT");
            connection.Execute(Pragmas);
            CheckSchema(file, connection);
            return new MoveSource(connection);
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw exception.SqliteErrorCode == Busy
                ? new StartupException($"The database {file} is in use: stop the admin (./onelink down), then run this again.", exception)
                : new StartupException($"Cannot read the database {file}: {exception.Message}", exception);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Tells one installation from another, and one that went on from one that stood still.</summary>
    public string Fingerprint() => _connection.QuerySingle<string>(
        """
        SELECT (SELECT min(applied_at) FROM schema_migrations) || ' ' || (SELECT last_sequence FROM feed_state) || ' ' || (SELECT last_sequence FROM event_state)
          || ' ' || (SELECT coalesce(sum(seq), 0) FROM sqlite_sequence)
        """);

    /// <summary>The numbers that tables have given out, also to rows that are gone.</summary>
    public IReadOnlyDictionary<string, long> LastNumbers()
        => _connection.Query<(string Name, long Last)>("SELECT name, seq FROM sqlite_sequence").ToDictionary(row => row.Name, row => row.Last, StringComparer.Ordinal);

    /// <param name="table">Of the target.</param>
    /// <param name="columns">Of the target's table, all.</param>
    public IMovedRows Rows(string table, IReadOnlyList<MovedColumn> columns)
    {
        if (string.Equals(table, LinkWordRows.Target, StringComparison.Ordinal))
        {
            return new LinkWordRows(_connection);
        }

        var hasRowIds = _connection.QuerySingle<long>("SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = @table", new { table }) == 0;
        return new SqliteRows(
            _connection, table, columns, hasRowIds ? ["rowid"] : [.. _connection.Query<string>("SELECT name FROM pragma_table_info(@table) WHERE pk > 0 ORDER BY pk", new { table })]);
    }

    public void Dispose() => _connection.Dispose();

    private static void CheckSchema(string file, SqliteConnection connection)
    {
        if (connection.QuerySingle<long>("SELECT count(*) FROM sqlite_master WHERE name = 'schema_migrations'") == 0)
        {
            throw new StartupException($"{file} is no database of OneLink.");
        }

        var schema = connection.QuerySingle<long>("SELECT coalesce(max(number), 0) FROM schema_migrations");
        if (schema != SqliteMigrator.Latest)
        {
            throw new StartupException(schema > SqliteMigrator.Latest
                ? FormattableString.Invariant($"The database {file} has schema {schema}, made by a newer OneLink; this build knows {SqliteMigrator.Latest}. Move it with that build.")
                : FormattableString.Invariant($"The database {file} has schema {schema}, and this build's is {SqliteMigrator.Latest}. Start this build on it once (./onelink up), which brings it up, stop it (./onelink down), then run this again."));
        }
    }
}
