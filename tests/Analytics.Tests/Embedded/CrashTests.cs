using OneLink.Analytics.Client;

namespace OneLink.Analytics.Tests.Embedded;

public sealed class CrashTests
{
    private const int Rows = 5_000;

    /// <summary>
    /// As the edge's shipper does: the batch in flight is sent again with its token until it is acknowledged. A kill in the
    /// middle can leave it in the table but not in the rollup; sending again has to mend that, and count nothing twice.
    /// </summary>
    [Fact]
    public async Task Kill_DuringInserts_SameTokensAgainMakeBothTablesWhole()
    {
        using var data = new TestData();
        var port = LoopbackPorts.Next();
        var acknowledged = 0;
        for (var life = 0; life < 4; life++)
        {
            await using var host = await HostProcess.StartAsync(data.Path, port);
            using var client = host.Client("crash");
            await client.ExecuteAsync("CREATE DATABASE IF NOT EXISTS crash", ClickHouseParameters.None, new ClickHouseQueryOptions { Database = "default" }, CancellationToken.None);
            if (life == 0)
            {
                await InsertTests.CreateWithRollupAsync(client);
            }

            var kill = Task.Run(async () =>
            {
                await Task.Delay(700 + (life * 37));
                await host.KillAsync();
            });
            try
            {
                while (true)
                {
                    await client.InsertAsync("t", "n", InsertTests.Numbers((long)acknowledged * Rows, Rows), $"batch-{acknowledged}", CancellationToken.None);
                    acknowledged++;
                }
            }
            catch (ClickHouseException failure)
            {
                Assert.True(failure.IsTransient, failure.ToString());
            }

            await kill;
        }

        await using var last = await HostProcess.StartAsync(data.Path, port);
        using var after = last.Client("crash");
        await after.InsertAsync("t", "n", InsertTests.Numbers((long)acknowledged * Rows, Rows), $"batch-{acknowledged}", CancellationToken.None);
        var expected = (acknowledged + 1L) * Rows;

        Assert.True(acknowledged > 4, $"only {acknowledged} batches were stored");
        Assert.Equal((expected, expected), await InsertTests.CountsAsync(after));
        var distinct = await after.QueryRowsAsync(
            "SELECT uniqExact(n), max(n) FROM t", ClickHouseParameters.None, (ref ClickHouseRow row) => (row.ReadInt64(), row.ReadInt64()), CancellationToken.None);
        Assert.Equal([(expected, expected - 1)], distinct);
    }

    /// <summary>The engine notes a batch's token before the batch's part has its name: killed in between, it would drop the batch for good.</summary>
    [Fact]
    public async Task Kill_BetweenNoteAndPart_SameTokenAgainStoresTheBatch()
    {
        using var data = new TestData();
        var port = LoopbackPorts.Next();
        await using (var host = await HostProcess.StartAsync(data.Path, port))
        {
            using var client = host.Client("crash");
            await client.ExecuteAsync("CREATE DATABASE crash", ClickHouseParameters.None, new ClickHouseQueryOptions { Database = "default" }, CancellationToken.None);
            await InsertTests.CreateWithRollupAsync(client);
            await client.ExecuteAsync("SYSTEM STOP MERGES", CancellationToken.None);
            await client.InsertAsync("t", "n", InsertTests.Numbers(0, Rows), "batch-0", CancellationToken.None);
            await client.InsertAsync("t", "n", InsertTests.Numbers(Rows, Rows), "batch-1", CancellationToken.None);
            await host.KillAsync();
        }

        // As the second one would have left them: noted, in the table and in its rollup.
        var logs = Directory.GetDirectories(Path.Combine(data.Path, "clickhouse", "store"), "deduplication_logs", SearchOption.AllDirectories);
        Assert.Equal(2, logs.Length);
        foreach (var log in logs)
        {
            Directory.Delete(Assert.Single(Directory.GetDirectories(Path.GetDirectoryName(log)!, "all_2_2_*")), recursive: true);
        }

        await using var next = await HostProcess.StartAsync(data.Path, port);
        using var after = next.Client("crash");
        for (var batch = 0; batch < 2; batch++)
        {
            await after.InsertAsync("t", "n", InsertTests.Numbers((long)batch * Rows, Rows), $"batch-{batch}", CancellationToken.None);
        }

        Assert.Equal((2L * Rows, 2L * Rows), await InsertTests.CountsAsync(after));
    }
}
