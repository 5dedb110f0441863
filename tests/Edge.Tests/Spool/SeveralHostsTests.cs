using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Analytics.Client;
using OneLink.Analytics.Ingest;
using OneLink.Analytics.Tests.Embedded;
using OneLink.Edge.Spool;
using OneLink.EndToEnd.Faults;

namespace OneLink.Edge.Tests.Spool;

/// <summary>
/// Two ClickHouse hosts that know nothing of each other behind one list of addresses, the first through a proxy that
/// swallows answers. Whatever is killed meanwhile, the counts of both together are those of the clicks.
/// </summary>
public sealed class SeveralHostsTests(TwoHosts hosts) : IClassFixture<TwoHosts>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TempFolder _folder = new();
    private string _database = "";
    private FaultProxy _proxy = null!;
    private int _proxyPort;

    private HostProcess First => hosts.First;

    private HostProcess Second => hosts.Second;

    public async Task InitializeAsync()
    {
        _database = await hosts.NewDatabaseAsync();
        _proxyPort = LoopbackPorts.Next();
        _proxy = new FaultProxy(_proxyPort, First.Port);
    }

    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Ship_HostKilledWithABatchUnanswered_CountsOfBothHostsAreExact()
    {
        var changes = new List<HostChange>();
        using (ClickSpool spool = OpenSpool())
        {
            SpoolWriter writer = spool.OpenWriter(0);
            using ClickHouseClient client = Client(Addresses, changes);
            using ClickShipper shipper = OpenShipper(spool, client);
            shipper.Start();
            Record(writer, 0, 100);
            await UntilAsync(() => shipper.Shipped == 100);

            // The first host takes a batch of these, and nobody hears of it.
            await _proxy.SetAsync(ProxyFault.CutAnswer);
            Record(writer, 100, 200);
            await UntilAsync(async () => await CountAsync(First) > 100);
            await First.KillAsync();
            await _proxy.SetAsync(ProxyFault.Refuse);
            await UntilAsync(() => shipper.Aside.Held == 1);
            Assert.Equal(0, shipper.Aside.Batches);

            // The next ones go to the other host.
            Record(writer, 300, 50);
            await UntilAsync(() => shipper.Shipped + shipper.Aside.Records == 350);
            Assert.Equal(shipper.Shipped - 100, await CountAsync(Second));
            HostChange change = Assert.Single(changes);
            Assert.Equal((0, 1), (change.From.Index, change.To.Index));
            Assert.NotNull(change.Reason);
            Assert.Equal(1, shipper.HostChanges);
        }

        // The edge begins anew and still knows whose batch that is.
        using ClickSpool reopened = OpenSpool();
        using ClickHouseClient again = Client(Addresses, changes);
        using ClickShipper next = OpenShipper(reopened, again);
        Assert.Equal(1, next.Aside.Held);
        next.Start();
        await hosts.StartFirstAsync();
        await _proxy.SetAsync(ProxyFault.None);
        await UntilAsync(() => next.Aside.Held == 0);
        Record(reopened.OpenWriter(0), 350, 10);

        // A batch is in the table a moment before it is in the totals.
        await UntilAsync(async () => await TotalsAsync(First) + await TotalsAsync(Second) >= 360);
        Assert.Equal((await CountAsync(First), await CountAsync(Second)), (await TotalsAsync(First), await TotalsAsync(Second)));
        Assert.Equal(Enumerable.Range(0, 360), (await LinksAsync(First)).Concat(await LinksAsync(Second)).Order());
    }

    [Fact]
    public async Task Ship_EdgeEndsWithABatchUnanswered_SendsItToThatHostAloneAfterItsStart()
    {
        using (ClickSpool spool = OpenSpool())
        {
            using ClickHouseClient client = Client(Addresses);
            using ClickShipper shipper = OpenShipper(spool, client, holds: false);
            SpoolWriter writer = await ShipSomeAsync(spool, shipper);
            await _proxy.SetAsync(ProxyFault.CutAnswer);
            Record(writer, 10, 70);
            await UntilAsync(async () => await CountAsync(First) > 10);
        }

        await _proxy.SetAsync(ProxyFault.None);
        using ClickSpool reopened = OpenSpool();
        using ClickHouseClient again = Client(Addresses);
        using ClickShipper next = OpenShipper(reopened, again);
        Record(reopened.OpenWriter(0), 80, 5);
        next.Start();
        await UntilAsync(() => next.Shipped == 75);

        Assert.Equal((85, 0), (await CountAsync(First), await CountAsync(Second)));
    }

    [Fact]
    public async Task Ship_FirstHostTakesNoConnections_GoesToTheSecondWithoutHolding()
    {
        await _proxy.SetAsync(ProxyFault.Refuse);
        using ClickSpool spool = OpenSpool();
        using ClickHouseClient client = Client(Addresses);
        using ClickShipper shipper = OpenShipper(spool, client, holds: false);
        Record(spool.OpenWriter(0), 0, 40);
        shipper.Start();
        await UntilAsync(() => shipper.Shipped == 40);

        Assert.Equal((0, 40), (await CountAsync(First), await CountAsync(Second)));
        Assert.Empty(shipper.Aside.Files());
    }

    [Fact]
    public async Task Ship_HostTakenOffTheAddresses_ItsBatchGoesToAnother()
    {
        using (ClickSpool spool = OpenSpool())
        {
            using ClickHouseClient client = Client(Addresses);
            using ClickShipper shipper = OpenShipper(spool, client);
            SpoolWriter writer = await ShipSomeAsync(spool, shipper);
            await _proxy.SetAsync(ProxyFault.CutRequest);
            Record(writer, 10, 30);
            await UntilAsync(() => shipper.Aside.Held == 1);
        }

        using ClickSpool reopened = OpenSpool();
        using ClickHouseClient again = Client($"{Address(Second.Port)},{Address(LoopbackPorts.Next())}");
        using ClickShipper next = OpenShipper(reopened, again);
        next.Start();
        await UntilAsync(async () => next.Aside.Held == 0 && await CountAsync(Second) >= 30);

        Assert.Equal((10, 30), (await CountAsync(First), await CountAsync(Second)));
    }

    /// <summary>Ten clicks, so that both sides know each other.</summary>
    private static async Task<SpoolWriter> ShipSomeAsync(ClickSpool spool, ClickShipper shipper)
    {
        SpoolWriter writer = spool.OpenWriter(0);
        Record(writer, 0, 10);
        shipper.Start();
        await UntilAsync(() => shipper.Shipped == 10);
        return writer;
    }

    private string Addresses => $"{Address(_proxyPort)},{Address(Second.Port)}";

    private string Address(int port) => FormattableString.Invariant($"http://127.0.0.1:{port}/{_database}?timeout=5");

    private static ClickHouseClient Client(string addresses, List<HostChange>? changes = null) => new(
        ClickHouseOptions.Parse(addresses) with { User = HostProcess.User, Password = HostProcess.Password, HostChanged = change => changes?.Add(change) },
        TimeProvider.System);

    private static void Record(SpoolWriter writer, ulong from, int count)
    {
        for (ulong i = from; i < from + (ulong)count; i++)
        {
            Clicks.Record(writer, i);
        }
    }

    private async Task<int> CountAsync(HostProcess host) => (await LinksAsync(host)).Count;

    private Task<List<int>> LinksAsync(HostProcess host) => RowsAsync(host, "SELECT link_id FROM clicks");

    private async Task<int> TotalsAsync(HostProcess host) => (await RowsAsync(host, "SELECT toUInt64(sum(humans)) FROM clicks_by_quarter_hour")).Single();

    private async Task<List<int>> RowsAsync(HostProcess host, string sql)
    {
        using ClickHouseClient client = host.Client(_database);
        return await client.QueryRowsAsync(sql, ClickHouseParameters.None, static (ref ClickHouseRow row) => (int)row.ReadUInt64(), CancellationToken.None);
    }

    private ClickSpool OpenSpool() => new(
        new SpoolOptions { Folder = _folder.Path, SegmentBytes = 64 * 1024, ReserveBytes = 0, CommitInterval = TimeSpan.FromMilliseconds(10) },
        TimeProvider.System,
        NullLoggerFactory.Instance);

    private ClickShipper OpenShipper(ClickSpool spool, ClickHouseClient client, bool holds = true) => new(
        spool,
        new ClickBatchInserter(client),
        new ShippingOptions
        {
            MaxDelay = TimeSpan.FromMilliseconds(20),
            MinBackoff = TimeSpan.FromMilliseconds(2),
            MaxBackoff = TimeSpan.FromMilliseconds(50),
            HoldAfter = holds ? TimeSpan.FromMilliseconds(100) : TimeSpan.MaxValue,
            HeldInterval = TimeSpan.FromMilliseconds(50),
            DrainTimeout = TimeSpan.FromMilliseconds(100),
            Niceness = 0,
        },
        _folder.Path,
        new AsideFolder(_folder.Path),
        TimeProvider.System,
        NullLogger<ClickShipper>.Instance);

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, "not within a minute");
            await Task.Delay(5);
        }
    }
}
