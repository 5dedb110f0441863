using OneLink.Analytics.Client;

namespace OneLink.Analytics.Tests.Embedded;

public sealed class ConcurrencyTests(SharedHost shared) : IClassFixture<SharedHost>
{
    [Fact]
    public async Task EightWritersAndReaders_AtOnce_LoseAndInventNothing()
    {
        using var client = await shared.NewDatabaseAsync();
        await InsertTests.CreateWithRollupAsync(client);
        const int Clients = 8;
        const int Batches = 25;
        const int Rows = 500;
        using var done = new CancellationTokenSource();

        var readers = Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            var answers = 0;
            var least = 0L;
            while (!done.IsCancellationRequested)
            {
                var (rows, rolledUp) = await InsertTests.CountsAsync(client);
                // The two counts are taken one after the other while rows arrive; each alone may only grow, in whole batches.
                Assert.Equal(0, rows % Rows);
                Assert.True(rows >= least, $"{rows} rows after {least}");
                Assert.True(rolledUp <= Clients * Batches * Rows);
                least = rows;
                answers++;
            }

            return answers;
        })).ToArray();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(writer => Task.Run(async () =>
        {
            for (var batch = 0; batch < Batches; batch++)
            {
                var first = ((writer * Batches) + batch) * Rows;
                await client.InsertAsync("t", "n", InsertTests.Numbers(first, Rows), $"{writer}-{batch}", CancellationToken.None);
            }
        })));
        await done.CancelAsync();

        Assert.All(await Task.WhenAll(readers), answers => Assert.True(answers > 0));
        Assert.Equal((Clients * Batches * Rows, Clients * Batches * Rows), await InsertTests.CountsAsync(client));
        var distinct = await client.QueryRowsAsync(
            "SELECT uniqExact(n) FROM t", ClickHouseParameters.None, (ref ClickHouseRow row) => row.ReadInt64(), CancellationToken.None);
        Assert.Equal([Clients * Batches * Rows], distinct);
    }

    [Fact]
    public async Task ManyMoreStatementsThanPlaces_AtOnce_WaitForTheirTurn()
    {
        using var client = shared.Process.Client();

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => client.QueryRowsAsync(
            "SELECT {n:UInt64} + sleep(0.05)", new ClickHouseParameters().Add("n", (ulong)number),
            (ref ClickHouseRow row) => row.ReadInt32(), CancellationToken.None)));

        Assert.Equal(Enumerable.Range(0, 60), answers.Select(Assert.Single));
    }
}
