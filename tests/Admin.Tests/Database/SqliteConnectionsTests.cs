using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Analytics.Tests.Embedded;

namespace OneLink.Admin.Tests.Database;

/// <summary>The log of a database of its own, which the tests lengthen (SQLite does not read behind what it wrote).</summary>
public sealed class SqliteConnectionsTests : IDisposable
{
    private const long MiB = 1024 * 1024;
    private const long Overgrown = 300 * MiB;

    /// <summary>Less than a statement waits for a lock.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(4);

    private readonly TestData _data = new();
    private readonly SqliteConnections _connections;
    private readonly SqliteConnection _writer;
    private readonly FileInfo _log;

    public SqliteConnectionsTests()
    {
        var settings = AdminSettings.Read(
            new ConfigurationBuilder().AddInMemoryCollection([new("ONELINK_DATA", _data.Path)]).Build());
        _connections = new SqliteConnections(settings);
        _writer = _connections.OpenWriter();
        _writer.Execute("CREATE TABLE rows (id INTEGER PRIMARY KEY)");
        _log = new FileInfo(settings.DatabaseFile + "-wal");
    }

    public void Dispose()
    {
        _writer.Dispose();
        _data.Dispose();
    }

    [Fact]
    public void ShortenLog_Overgrown_EmptiesIt()
    {
        _writer.Execute("INSERT INTO rows VALUES (1)");
        Lengthen(Overgrown);

        _connections.ShortenLog(_writer);

        Assert.Equal(0, LogLength());
        Assert.Equal(1, _writer.ExecuteScalar<long>("SELECT COUNT(*) FROM rows"));
    }

    [Fact]
    public void ShortenLog_WithinItsBound_LeavesIt()
    {
        Lengthen(200 * MiB);

        _connections.ShortenLog(_writer);

        Assert.Equal(200 * MiB, LogLength());
    }

    [Fact]
    public async Task ShortenLog_ReaderAtWork_WaitsForNoneAndGoesOnceItIsDone()
    {
        _writer.Execute("INSERT INTO rows VALUES (1)");
        await using (var reader = await _connections.OpenReaderAsync(CancellationToken.None))
        {
            await using var transaction = ((SqliteConnection)reader).BeginTransaction(deferred: true);
            Assert.Equal(1, await reader.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM rows", transaction: transaction));
            _writer.Execute("INSERT INTO rows VALUES (2)");
            Lengthen(Overgrown);

            var start = TimeProvider.System.GetTimestamp();
            _connections.ShortenLog(_writer);

            Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, AtOnce);
            Assert.Equal(Overgrown, LogLength());
            _writer.Execute("INSERT INTO rows VALUES (3)");
            Assert.Equal(1, await reader.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM rows", transaction: transaction));
        }

        _connections.ShortenLog(_writer);

        Assert.Equal(0, LogLength());
        Assert.Equal(3, _writer.ExecuteScalar<long>("SELECT COUNT(*) FROM rows"));
    }

    private void Lengthen(long length)
    {
        using var log = new FileStream(_log.FullName, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        log.SetLength(length);
    }

    private long LogLength()
    {
        _log.Refresh();
        return _log.Length;
    }
}
