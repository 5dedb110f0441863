using OneLink.Analytics.Client;

namespace OneLink.Analytics.Ingest;

/// <summary>
/// Stores batches of clicks in ClickHouse. Not for use by several threads at once.
/// </summary>
/// <remarks>
/// A rollup sees only what is inserted after it was made, and ClickHouse knows no transaction over several tables' DDL: a
/// batch that arrives while the schema is half applied would be in <c>clicks</c> and for ever missing in its totals. So
/// nothing is inserted before the schema says that it is whole; and as every failure may mean another, empty ClickHouse
/// behind the same address, it is asked again after each.
/// </remarks>
public sealed class ClickBatchInserter(ClickHouseClient clickHouse)
{
    /// <summary>Number of the last migration: every table and view that a click has to reach is there.</summary>
    public const uint RequiredSchema = 16;

    private const string Table = "clicks";

    /// <summary>Behind a batch's token: its second insert, into another table.</summary>
    private const string OpenableToken = ":openable";
    private const string ReadVersion = "SELECT max(version) FROM schema_migrations";

    private ClickHouseHost? _wholeAt;

    /// <summary>Where there is more than one host, and whether they share tokens.</summary>
    public ClickHouseClient ClickHouse => clickHouse;

    /// <summary>
    /// Returns when the table, its rollups and <c>openable_clicks</c> hold the batch. The same token again stores nothing
    /// twice, at the same host.
    /// </summary>
    /// <param name="batch">The clicks.</param>
    /// <param name="deduplicationToken">Names the batch for ever.</param>
    /// <param name="at">The only host that may get it; null where any may.</param>
    /// <param name="cancellationToken">Ends the wait; whether the batch is stored is then unknown.</param>
    /// <exception cref="ClickHouseException">
    /// The batch is not stored, or it is unknown whether it is: send it again under the same token. Where
    /// <see cref="ClickHouseException.IsUnsent"/> says so, no click of it has arrived.
    /// </exception>
    public async Task InsertAsync(ClickBatch batch, string deduplicationToken, ClickHouseHost? at, CancellationToken cancellationToken)
    {
        try
        {
            var host = at ?? clickHouse.Host;
            if (_wholeAt != host)
            {
                await ExpectSchemaAsync(at, cancellationToken);
                _wholeAt = host;
            }

            // Before the clicks: who sees a click counted may already ask for it.
            if (!batch.Openable.IsEmpty)
            {
                await clickHouse.InsertAsync(
                    OpenableClicks.Table, OpenableClicks.Columns, batch.Openable.RowBinary, deduplicationToken + OpenableToken, at, cancellationToken);
            }

            await clickHouse.InsertAsync(Table, ClickBatch.Columns, batch.RowBinary, deduplicationToken, at, cancellationToken);
        }
        catch
        {
            _wholeAt = null;
            throw;
        }
    }

    private async Task ExpectSchemaAsync(ClickHouseHost? at, CancellationToken cancellationToken)
    {
        var version = await ReadVersionAsync(at, cancellationToken);
        if (version < RequiredSchema)
        {
            throw new ClickHouseException(
                ClickHouseException.NoAnswer,
                "SCHEMA_MISSING",
                ClickHouseFailure.SchemaMissing,
                $"ClickHouse's schema is at version {version} and clicks need {RequiredSchema}; the admin applies it when it starts.")
            {
                IsUnsent = true,
            };
        }
    }

    private async Task<ulong> ReadVersionAsync(ClickHouseHost? at, CancellationToken cancellationToken)
    {
        try
        {
            var versions = await clickHouse.QueryRowsAsync(
                ReadVersion, ClickHouseParameters.None, static (ref ClickHouseRow row) => row.ReadUInt64(), at, cancellationToken);
            return versions.Count == 1 ? versions[0] : 0;
        }
        catch (ClickHouseException failure)
        {
            throw new ClickHouseException(failure);
        }
    }
}
