using System.Data.Common;
using Microsoft.Data.Sqlite;
using OneLink.Admin.Hosting;
using OneLink.Admin.Links;

namespace OneLink.Admin.Database;

/// <summary>Opens connections to the SQLite file: the one writer, and pooled readers.</summary>
internal sealed class SqliteConnections
{
    /// <summary>How long a statement waits for another process's lock. Within this process only one connection writes.</summary>
    private const int BusyTimeoutSeconds = 5;

    /// <summary>
    /// 256 MiB of page cache, so that a bulk's inserts into many indexes do not spill; a checkpoint each 64 MiB of log,
    /// because every one copies the pages that a bulk has touched all over the file.
    /// </summary>
    private const string WriterPragmas = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -262144;
        PRAGMA wal_autocheckpoint = 16000;
        PRAGMA journal_size_limit = 134217728;
        """;

    /// <summary>
    /// Readers see the file mapped into memory, at most as much as SQLite maps (2 GiB): a row that is looked up by its id then
    /// costs no system call a page, which halves what fetching thousands of them takes. (A page that the disk cannot read ends
    /// the process instead of one query.)
    /// </summary>
    private const string ReaderPragmas = "PRAGMA mmap_size = 2147418112";

    /// <summary>
    /// A log larger than that (its limit is 128 MiB once it has begun anew) is one that readers have kept from beginning
    /// anew: with a reader at work at every moment, as a feed is while links are imported, it would grow without end.
    /// </summary>
    private const long LargestLog = 256L * 1024 * 1024;

    private readonly string _file;
    private readonly string _writer;
    private readonly string _reader;

    public SqliteConnections(AdminSettings settings)
    {
        _file = settings.DatabaseFile;
        _writer = ConnectionString(SqliteOpenMode.ReadWriteCreate, pooling: false);
        _reader = ConnectionString(SqliteOpenMode.ReadOnly, pooling: true);
    }

    /// <summary>
    /// Opens the connection that writes. WAL lets readers go on while it does. An acknowledged write survives the death of
    /// the process in any case; <c>synchronous=FULL</c> adds one fsync a commit and makes it survive the loss of power too,
    /// which group commit shares among all who wait.
    /// </summary>
    /// <exception cref="StartupException">The file cannot be opened or is no database.</exception>
    public SqliteConnection OpenWriter()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
            var connection = new SqliteConnection(_writer);
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = WriterPragmas;
            command.ExecuteNonQuery();

            // For the migration that gives older links theirs; later ones come with it.
            connection.CreateFunction<long, string, long>(LinkUrlKey.SqlName, LinkUrlKey.Of, isDeterministic: true);
            return connection;
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"Cannot open the database {_file}: {exception.Message}", exception);
        }
    }

    /// <summary>
    /// Lets an overgrown log begin anew, between two transactions of the writer. It goes only where no reader is at work just
    /// then; else the next commit is soon enough.
    /// </summary>
    public void ShortenLog(SqliteConnection writer)
    {
        if (new FileInfo(_file + "-wal") is { Exists: true, Length: > LargestLog })
        {
            using var command = writer.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }
    }

    public async Task<DbConnection> OpenReaderAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_reader);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = ReaderPragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    private string ConnectionString(SqliteOpenMode mode, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = _file,
        Mode = mode,
        Pooling = pooling,
        ForeignKeys = true,
        DefaultTimeout = BusyTimeoutSeconds,
    }.ToString();
}
