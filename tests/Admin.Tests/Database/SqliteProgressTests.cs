using Dapper;
using Microsoft.Data.Sqlite;
using OneLink.Admin.Database;

namespace OneLink.Admin.Tests.Database;

public sealed class SqliteProgressTests
{
    private const string Long = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT sum(i) FROM n";

    [Fact]
    public void Tell_LongStatement_IsCalledWhileItRunsAndNotAfterwards()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        var told = new List<int>();

        using (new SqliteProgress(connection, new HurryingClock(), told.Add))
        {
            Assert.Equal(500_000_500_000, connection.QuerySingle<long>(Long));
        }

        Assert.NotEmpty(told);
        Assert.Equal(told.Distinct().Order(), told);
        var count = told.Count;
        connection.QuerySingle<long>(Long);
        Assert.Equal(count, told.Count);
    }

    /// <summary>Six seconds later each time it is asked.</summary>
    private sealed class HurryingClock : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds += 6;
    }
}
