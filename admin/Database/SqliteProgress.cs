using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OneLink.Admin.Database;

/// <summary>
/// Tells every few seconds that a connection's statements get on. SQLite itself calls, after so many steps of its virtual
/// machine: while it hangs (a disk that does not answer), nothing is told.
/// </summary>
internal sealed class SqliteProgress : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>About 20 ms; a call costs less than a microsecond.</summary>
    private const int StepsBetweenCalls = 1_000_000;

    private readonly SqliteConnection _connection;
    private readonly TimeProvider _clock;
    private readonly Action<int> _tell;
    private readonly long _start;
    private long _told;

    /// <param name="connection">Open.</param>
    /// <param name="clock">Measures.</param>
    /// <param name="tell">Gets the seconds since the start.</param>
    public SqliteProgress(SqliteConnection connection, TimeProvider clock, Action<int> tell)
    {
        _connection = connection;
        _clock = clock;
        _tell = tell;
        _start = _told = clock.GetTimestamp();
        raw.sqlite3_progress_handler(connection.Handle, StepsBetweenCalls, static state => ((SqliteProgress)state).Continue(), this);
    }

    public void Dispose() => raw.sqlite3_progress_handler(_connection.Handle, 0, (delegate_progress?)null, null);

    /// <returns>What SQLite takes for yes.</returns>
    private int Continue()
    {
        if (_clock.GetElapsedTime(_told) >= Interval)
        {
            _told = _clock.GetTimestamp();
            _tell((int)_clock.GetElapsedTime(_start).TotalSeconds);
        }

        return 0;
    }
}
