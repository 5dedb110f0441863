using OneLink.Analytics.Client;

namespace OneLink.Analytics.Ingest;

/// <summary>Stores batches of clicks in ClickHouse.</summary>
public sealed class ClickBatchInserter(ClickHouseClient clickHouse)
{
    private const string Table = "clicks";

    /// <summary>
    /// Returns when the table and its rollups hold the batch. The same token again stores nothing twice.
    /// </summary>
    /// <exception cref="ClickHouseException">The batch is not stored, or it is unknown whether it is: send it again under the same token.</exception>
    public Task InsertAsync(ClickBatch batch, string deduplicationToken, CancellationToken cancellationToken)
        => clickHouse.InsertAsync(Table, ClickBatch.Columns, batch.RowBinary, deduplicationToken, cancellationToken);
}
