using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>The table <c>links</c>: what questions by tag and BI tools know of links. Failures are <see cref="ClickHouseException"/>s.</summary>
public sealed class LinkMirrorTable(ClickHouseClient clickHouse)
{
    private const string Columns =
        "account_id, link_id, position, id, domain, slug, short_url, url, title, external_id, tags, contact_id, campaign, enabled, deleted, created_at, updated_at";

    /// <summary>No link has this id: its row says how far the table reaches.</summary>
    private const string PositionSql = "SELECT max(position) FROM links WHERE account_id = 0 AND link_id = 0";
    private const string ClearSql = "TRUNCATE TABLE links";

    /// <summary>
    /// Rows as they were, said to be gone. The index finds them, and finds every row of a link or none, so that no older
    /// one of it is taken for the newest.
    /// </summary>
    internal const string GoneSql = """
        SELECT account_id, link_id, {position:UInt64}, id, domain, slug, short_url, url, title, external_id, tags, toUInt64(0), campaign, enabled, true, created_at, updated_at
        FROM links FINAL
        WHERE link_id IN {links:Array(UInt64)}
        SETTINGS use_skip_indexes_if_final = 1, use_skip_indexes_if_final_exact_mode = 0
        """;

    private const string DeleteSql = $"INSERT INTO links ({Columns})\n" + GoneSql;

    /// <summary>The same of all rows that a whole copy did not write again: their links went while nobody looked.</summary>
    private const string DeleteOlderSql = $"INSERT INTO links ({Columns})\n" + OlderSql;

    private const string OlderSql = """
        SELECT account_id, link_id, {position:UInt64}, id, domain, slug, short_url, url, title, external_id, tags, toUInt64(0), campaign, enabled, true, created_at, updated_at
        FROM links FINAL
        WHERE position < {position:UInt64} AND NOT deleted AND link_id <> 0
        """;

    /// <summary>The place in the change log up to which links are in the table; 0 where it is empty.</summary>
    public async Task<long> PositionAsync(CancellationToken cancellationToken)
    {
        var positions = await clickHouse.QueryRowsAsync(PositionSql, ClickHouseParameters.None, static (ref ClickHouseRow row) => row.ReadInt64(), cancellationToken);
        return positions is [var position] ? position : 0;
    }

    public Task ClearAsync(CancellationToken cancellationToken) => clickHouse.ExecuteAsync(ClearSql, cancellationToken);

    /// <param name="lines">Rows as JSON objects, one a line, times as Unix milliseconds.</param>
    /// <param name="token">Names the batch.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task InsertAsync(ReadOnlyMemory<byte> lines, string token, CancellationToken cancellationToken)
        => clickHouse.InsertJsonAsync("links", Columns, lines, token, cancellationToken);

    public Task DeleteAsync(IEnumerable<ulong> links, long position, CancellationToken cancellationToken)
        => clickHouse.ExecuteAsync(
            DeleteSql,
            new ClickHouseParameters().Add("links", links).Add("position", position),
            ClickHouseQueryOptions.Default,
            cancellationToken);

    /// <summary>Says that links are gone whose rows are of before <paramref name="position"/>.</summary>
    public Task DeleteOlderAsync(long position, CancellationToken cancellationToken)
        => clickHouse.ExecuteAsync(DeleteOlderSql, new ClickHouseParameters().Add("position", position), ClickHouseQueryOptions.Default, cancellationToken);
}
