using OneLink.Edge.Spool;
using OneLink.Shared.Clicks;

namespace OneLink.Edge.Tests.Spool;

/// <summary>Clicks that carry their number as link id.</summary>
internal static class Clicks
{
    public static void Record(SpoolWriter writer, ulong number, ClickKind kind = ClickKind.Human) => writer.Record(Numbered(number, kind));

    public static void AddTo(Analytics.Ingest.ClickBatch batch, ulong from, int count)
    {
        for (ulong i = from; i < from + (ulong)count; i++)
        {
            batch.Add(Numbered(i, ClickKind.Human));
        }
    }

    /// <summary>Link ids of the click records in a chain, read as the shipper reads them.</summary>
    public static List<ulong> Read(SpoolChain chain, int batchRows = 1000)
    {
        var found = new List<ulong>();
        var reader = new SpoolReader(chain, default);
        var sink = new ClickBatchSink(batchRows, TimeProvider.System);
        Analytics.Ingest.ClickBatch batch = sink.Batch;
        do
        {
            sink.Clear();
            reader.Read(sink);
            found.AddRange(LinkIds(batch));
        }
        while (batch.Rows > 0);
        return found;
    }

    /// <summary>The link ids of a batch's RowBinary: bytes 20-27 of each row, whose length is fixed for these clicks.</summary>
    public static IEnumerable<ulong> LinkIds(Analytics.Ingest.ClickBatch batch) => LinkIds(batch.RowBinary.ToArray(), batch.Rows);

    public static IEnumerable<ulong> LinkIds(byte[] rows, int count)
    {
        int size = count == 0 ? 0 : rows.Length / count;
        return Enumerable.Range(0, count).Select(i => BitConverter.ToUInt64(rows, (i * size) + 20));
    }

    private static ClickRecord Numbered(ulong number, ClickKind kind)
        => new() { LinkId = number, UnixTimeMs = 1_700_000_000_000, Kind = kind, Referrer = "example.com"u8 };
}
