using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Analytics.Client;
using OneLink.Analytics.Ingest;
using OneLink.Edge.Spool;
using OneLink.Edge.Spool.Commands;

namespace OneLink.Edge.Tests.Spool;

public sealed class ClickShipperTests : IAsyncLifetime
{
    private const string NoSuchColumn = "Code: 16. DB::Exception: No such column variant in table default.clicks. (NO_SUCH_COLUMN_IN_TABLE)";
    private const string Overloaded = "Code: 252. DB::Exception: Too many parts. (TOO_MANY_PARTS)";

    private readonly TempFolder _folder = new();
    private StubClickHouse _clickHouse = null!;

    public async Task InitializeAsync() => _clickHouse = await StubClickHouse.StartAsync();

    public async Task DisposeAsync()
    {
        await _clickHouse.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Ship_BatchRefused_IsSetAsideWithItsReasonAndTheNextOneIsStored()
    {
        _clickHouse.Refuse = static token => token.EndsWith(":1", StringComparison.Ordinal) ? NoSuchColumn : null;
        using ClickSpool spool = OpenSpool();
        SpoolWriter writer = spool.OpenWriter(0);
        Record(writer, 0, 5);
        using ClickShipper shipper = OpenShipper(spool);
        shipper.Start();
        await UntilAsync(() => shipper.Aside.Batches == 1);
        Record(writer, 5, 3);
        await UntilAsync(() => shipper.Shipped == 3);

        AsideBatch aside = Assert.Single(shipper.Aside.Files().Select(AsideFolder.Read).OfType<AsideBatch>());
        Assert.Equal((5, NoSuchColumn, AsideKind.Refused), (aside.Records, aside.Reason, aside.Kind));
        Assert.Equal(new ShippingOptions().RefusalsBeforeAside, _clickHouse.Attempts.Count(t => t == aside.Token));
        Assert.DoesNotContain(aside.Token, _clickHouse.Stored.Keys);
        Assert.Null(shipper.LastError);
    }

    [Fact]
    public async Task Ship_ClickHouseOverloaded_IsTriedOnAndNeverSetAside()
    {
        int left = 12;
        _clickHouse.Refuse = _ => Interlocked.Decrement(ref left) >= 0 ? Overloaded : null;
        using ClickSpool spool = OpenSpool();
        Record(spool.OpenWriter(0), 0, 5);
        using ClickShipper shipper = OpenShipper(spool);
        shipper.Start();
        await UntilAsync(() => shipper.Shipped == 5);

        Assert.Equal(0, shipper.Aside.Batches);
        Assert.Single(_clickHouse.Attempts.Distinct());
    }

    [Fact]
    public async Task Ship_NoRoomToSetAside_IsTriedOn()
    {
        int left = 12;
        _clickHouse.Refuse = _ => Interlocked.Decrement(ref left) >= 0 ? NoSuchColumn : null;
        using ClickSpool spool = OpenSpool();
        Record(spool.OpenWriter(0), 0, 5);
        using ClickShipper shipper = OpenShipper(spool, asideBudget: 100);
        shipper.Start();
        await UntilAsync(() => shipper.Shipped == 5);

        Assert.Empty(shipper.Aside.Files());
    }

    [Fact]
    public async Task Redrive_AfterTheCauseIsMended_StoresTheSameClicksUnderTheSameToken()
    {
        _clickHouse.Refuse = static _ => NoSuchColumn;
        using ClickSpool spool = OpenSpool();
        Record(spool.OpenWriter(0), 0, 5);
        using ClickShipper shipper = OpenShipper(spool);
        shipper.Start();
        await UntilAsync(() => shipper.Aside.Batches == 1);
        string token = AsideFolder.Read(shipper.Aside.Files()[0])!.Token;

        Assert.Equal(SpoolCommand.Left, await RedriveAsync());
        Assert.Single(shipper.Aside.Files());

        _clickHouse.Refuse = static _ => null;
        Assert.Equal(SpoolCommand.Done, await RedriveAsync());
        Assert.Empty(shipper.Aside.Files());
        var batch = new ClickBatch(TimeProvider.System);
        Clicks.AddTo(batch, 0, 5);
        Assert.Equal(Clicks.LinkIds(batch.RowBinary.ToArray(), 5), Clicks.LinkIds(_clickHouse.Stored[token], 5));
    }

    [Fact]
    public async Task Ship_RecordOfANewerVersion_IsSetAsideAndTheOthersAreStored()
    {
        using ClickSpool spool = OpenSpool();
        SpoolWriter writer = spool.OpenWriter(0);
        Record(writer, 0, 2);
        SpoolChain chain = spool.Chain(SpoolStream.People, 0);
        byte[] newer = [200, 1, 2, 3, 4, 5];
        newer.CopyTo(chain.Reserve(newer.Length));
        chain.Publish(newer.Length);
        Record(writer, 2, 2);
        using ClickShipper shipper = OpenShipper(spool);
        shipper.Start();
        await UntilAsync(() => shipper.Shipped == 4);

        Assert.Equal(1, shipper.UnknownRecords);
        AsideBatch aside = Assert.Single(shipper.Aside.Files().Select(AsideFolder.Read).OfType<AsideBatch>());
        Assert.Equal(AsideKind.Unknown, aside.Kind);
        Assert.True(SpoolFrame.TryRead(aside.Frames.Span, out ReadOnlySpan<byte> payload));
        Assert.Equal(newer, payload.ToArray());
        Assert.Equal(SpoolCommand.Left, await RedriveAsync());
    }

    [Fact]
    public async Task Ship_ProcessDiedWithABatchInFlight_SendsTheSameRowsUnderTheSameToken()
    {
        // The first shipper gives up with the batch unanswered, as one that was killed would.
        _clickHouse.Refuse = static _ => Overloaded;
        using (ClickSpool spool = OpenSpool())
        {
            Record(spool.OpenWriter(0), 0, 7);
            using ClickShipper shipper = OpenShipper(spool);
            shipper.Start();
            await UntilAsync(() => !_clickHouse.Attempts.IsEmpty);
        }

        string token = _clickHouse.Attempts.First();
        _clickHouse.Refuse = static _ => null;
        using ClickSpool reopened = OpenSpool();
        Record(reopened.OpenWriter(0), 7, 2);
        using ClickShipper next = OpenShipper(reopened);
        next.Start();
        await UntilAsync(() => next.Shipped == 9);

        Assert.Equal(Enumerable.Range(0, 7).Select(static i => (ulong)i), Clicks.LinkIds(_clickHouse.Stored[token], 7));
        Assert.Equal(2, _clickHouse.Stored.Count);
    }

    [Fact]
    public async Task Inspect_WhileTheEdgeRuns_TellsSegmentsFlightAndReasons()
    {
        _clickHouse.Refuse = static _ => NoSuchColumn;
        using ClickSpool spool = OpenSpool();
        SpoolWriter writer = spool.OpenWriter(0);
        Record(writer, 0, 5);
        using ClickShipper shipper = OpenShipper(spool);
        shipper.Start();
        await UntilAsync(() => shipper.Aside.Batches == 1);

        using var text = new StringWriter();
        InspectCommand.Run(new SpoolFiles(_folder.Path), text);
        Assert.Contains("people-000-000000000001.spool: 5 records, 2023-11-14T22:13:20.000Z to 2023-11-14T22:13:20.000Z", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("NO_SUCH_COLUMN_IN_TABLE", text.ToString(), StringComparison.Ordinal);

        using var lines = new StringWriter();
        ExportCommand.Run(new SpoolFiles(_folder.Path), "aside", lines);
        string[] clicks = lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, clicks.Length);
        Assert.Contains("\"linkId\":4", clicks[4], StringComparison.Ordinal);
    }

    private async Task<int> RedriveAsync()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return await RedriveCommand.RunAsync(new SpoolFiles(_folder.Path), [], _clickHouse.Options, output, errors);
    }

    private static void Record(SpoolWriter writer, ulong from, int count)
    {
        for (ulong i = from; i < from + (ulong)count; i++)
        {
            Clicks.Record(writer, i);
        }
    }

    private ClickSpool OpenSpool() => new(
        new SpoolOptions { Folder = _folder.Path, SegmentBytes = 64 * 1024, ReserveBytes = 0, CommitInterval = TimeSpan.FromMilliseconds(10) },
        TimeProvider.System,
        NullLoggerFactory.Instance);

    private ClickShipper OpenShipper(ClickSpool spool, long asideBudget = long.MaxValue) => new(
        spool,
        new ClickBatchInserter(new ClickHouseClient(_clickHouse.Options, TimeProvider.System)),
        new ShippingOptions
        {
            MaxDelay = TimeSpan.FromMilliseconds(20),
            MinBackoff = TimeSpan.FromMilliseconds(2),
            MaxBackoff = TimeSpan.FromMilliseconds(10),
            DrainTimeout = TimeSpan.FromMilliseconds(100),
            Niceness = 0,
        },
        _folder.Path,
        new AsideFolder(_folder.Path, asideBudget),
        TimeProvider.System,
        NullLogger<ClickShipper>.Instance);

    private static async Task UntilAsync(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(1), "not within a minute");
            await Task.Delay(5);
        }
    }
}
