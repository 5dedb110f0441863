using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Analytics.Client;
using OneLink.Analytics.Ingest;
using OneLink.Analytics.Schema;
using OneLink.Edge.Spool;
using OneLink.Shared.Clicks;

namespace OneLink.Bench.Spool;

/// <summary>
/// How fast clicks get from the spool into the embedded ClickHouse, with its whole schema. <c>drain</c> queues some
/// million clicks and ships them; <c>sustained</c> records at a constant rate and watches the lag.
/// </summary>
internal static class ShippingMeasurement
{
    private const int Queued = 5_000_000;
    private const int PerSecond = 30_000;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    public static async Task<int> RunAsync(string what)
    {
        await using MeasuredClickHouse clickHouse = await MeasuredClickHouse.StartAsync();
        await new SchemaMigrator(clickHouse.Client, TimeProvider.System).ApplyAsync(CancellationToken.None);
        string folder = Directory.CreateTempSubdirectory("onelink-bench-").FullName;
        try
        {
            using var spool = new ClickSpool(new SpoolOptions { Folder = folder, ReserveBytes = 0 }, TimeProvider.System, NullLoggerFactory.Instance);
            using var shipper = new ClickShipper(
                spool,
                new ClickBatchInserter(clickHouse.Client),
                new ShippingOptions(),
                folder,
                new AsideFolder(folder),
                TimeProvider.System,
                NullLogger<ClickShipper>.Instance);
            long expected = what == "drain" ? await DrainAsync(spool, shipper) : await SustainAsync(spool, shipper);
            return await IsExactAsync(clickHouse.Client, expected) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<long> DrainAsync(ClickSpool spool, ClickShipper shipper)
    {
        SpoolWriter writer = spool.OpenWriter(0);
        long start = Stopwatch.GetTimestamp();
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - (Queued / PerSecond * 1000L);
        for (ulong i = 0; i < Queued; i++)
        {
            writer.Record(SampleClick.Of(i, now + (long)(i / (PerSecond / 1000))));
        }

        Say($"{Queued} clicks recorded in {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s");
        start = Stopwatch.GetTimestamp();
        shipper.Start();
        await UntilAsync(() => shipper.Shipped == Queued);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        Say($"{Queued} clicks shipped in {elapsed.TotalSeconds:F1} s: {Queued / elapsed.TotalSeconds:F0}/s in {shipper.Batches} batches");
        return Queued;
    }

    private static async Task<long> SustainAsync(ClickSpool spool, ClickShipper shipper)
    {
        SpoolWriter writer = spool.OpenWriter(0);
        shipper.Start();
        long start = Stopwatch.GetTimestamp();
        ulong recorded = 0;
        double longestLag = 0;
        while (Stopwatch.GetElapsedTime(start) is var elapsed && elapsed < Duration)
        {
            long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            for (ulong due = (ulong)(elapsed.TotalSeconds * PerSecond); recorded < due; recorded++)
            {
                writer.Record(SampleClick.Of(recorded, now));
            }

            longestLag = Math.Max(longestLag, shipper.OldestUnixTimeMs is { } oldest ? (now - oldest) / 1000.0 : 0);
            await Task.Delay(Step);
        }

        long end = Stopwatch.GetTimestamp();
        await UntilAsync(() => shipper.Shipped == (long)recorded);
        Say($"{recorded} clicks in {Duration.TotalSeconds:F0} s ({PerSecond}/s): longest lag {longestLag:F2} s, the last was stored {Stopwatch.GetElapsedTime(end).TotalSeconds:F2} s after it was recorded; {shipper.Batches} batches, {spool.Dropped(ClickKind.Human)} dropped");
        return (long)recorded;
    }

    private static async Task<bool> IsExactAsync(ClickHouseClient client, long expected)
    {
        List<(long, long, long, long)> counts = await client.QueryRowsAsync(
            """
            SELECT count(), uniqExact(click_id), (SELECT sum(humans) FROM clicks_by_quarter_hour),
                   (SELECT sum(humans) FROM account_clicks_by_quarter_hour)
            FROM clicks
            """,
            ClickHouseParameters.None,
            static (ref ClickHouseRow row) => (row.ReadInt64(), row.ReadInt64(), row.ReadInt64(), row.ReadInt64()),
            CancellationToken.None);
        (long rows, long ids, long ofLinks, long ofAccounts) = counts.Single();
        Say($"{rows} rows, {ids} ids, {ofLinks} in the rollup of links, {ofAccounts} in the one of accounts");
        return rows == expected && ids == expected && ofLinks == expected && ofAccounts == expected;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(Step);
        }
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
