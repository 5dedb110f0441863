using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>The table <c>links</c>: what questions by tag and BI tools know of links. Failures are <see cref="ClickHouseException"/>s.</summary>
public sealed class LinkMirrorTable(ClickHouseClient clickHouse)
{
    private const string Columns =
        "account_id, link_id, position, id, domain, slug, short_url, url, title, external_id, tags, enabled, deleted, created_at, updated_at";

    private const string PositionSql = "SELECT max(position) FROM links";
    private const string ClearSql = "TRUNCATE TABLE links";

    /// <summary>A row as it was, said to be gone.</summary>
    private const string DeleteSql = """
        INSERT INTO links
        SELECT account_id, link_id, {position:UInt64}, id, domain, slug, short_url, url, title, external_id, tags, enabled, true, created_at, updated_at
        FROM links FINAL
        WHERE link_id IN {links:Array(UInt64)}
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
}
