using OneLink.Edge.Spool;
using OneLink.Shared.Clicks;

namespace OneLink.Edge.Tests.Spool;

/// <summary>Clicks that carry their number as link id.</summary>
internal static class Clicks
{
    public static void Record(SpoolWriter writer, ulong number, ClickKind kind = ClickKind.Human)
        => writer.Record(new ClickRecord { LinkId = number, UnixTimeMs = 1_700_000_000_000, Kind = kind, Referrer = "example.com"u8 });

    /// <summary>Link ids of the click records in a chain, read as the shipper reads them.</summary>
    public static List<ulong> Read(SpoolChain chain, int batchRows = 1000)
    {
        var found = new List<ulong>();
        var reader = new SpoolReader(chain, default);
        var batch = new Analytics.Ingest.ClickBatch();
        do
        {
            batch.Clear();
            reader.ReadInto(batch, batchRows);
            found.AddRange(LinkIds(batch));
        }
        while (batch.Rows > 0);
        return found;
    }

    /// <summary>The link ids of a batch's RowBinary: bytes 20-27 of each row, whose length is fixed for these clicks.</summary>
    public static IEnumerable<ulong> LinkIds(Analytics.Ingest.ClickBatch batch)
    {
        if (batch.Rows == 0)
        {
            return [];
        }

        byte[] rows = batch.RowBinary.ToArray();
        int size = rows.Length / batch.Rows;
        return Enumerable.Range(0, batch.Rows).Select(i => BitConverter.ToUInt64(rows, (i * size) + 20));
    }
}
