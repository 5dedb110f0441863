using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Opens;

/// <summary>Openings in the system of record: which click is taken, and by whom, whatever the number of callers at a time.</summary>
internal sealed class OpenStore(IDatabase database)
{
    /// <summary>Notes an opening whose click is known for certain. Again changes nothing.</summary>
    public Task NoteAsync(Opening opening, CancellationToken cancellationToken)
        => database.WriteAsync(scope => TryInsertAsync(scope, opening), cancellationToken);

    /// <summary>Takes the first of some clicks that nobody has taken.</summary>
    /// <returns>Null where all are taken.</returns>
    public Task<Opening?> TakeAsync(IReadOnlyList<Opening> candidates, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                foreach (var candidate in candidates)
                {
                    if (await TryInsertAsync(scope, candidate))
                    {
                        return candidate;
                    }
                }

                return null;
            },
            cancellationToken);

    /// <summary>
    /// The click of an app that was opened by a link: the one that was answered to this address since, where no newer tap
    /// has come; else the tap; else the opening itself.
    /// </summary>
    /// <param name="opening">The opening as a click of its own.</param>
    /// <param name="keys">The caller's address under each salt in force.</param>
    /// <param name="tap">The latest tap from there on this link.</param>
    /// <param name="since">Oldest answer that is given again.</param>
    /// <param name="cancellationToken">Ends the wait for the turn.</param>
    /// <returns>Id of the click.</returns>
    public Task<string> OpenAsync(Opening opening, IReadOnlyList<ulong> keys, Opening? tap, DateTimeOffset since, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var latest = await scope.FirstOrDefaultAsync<(string ClickId, long OpenedAt)?>(
                    """
                    SELECT click_id, opened_at FROM opens
                    WHERE domain_id = @DomainId AND link_id = @LinkId AND address_key IN @keys AND opened_at >= @since
                    ORDER BY opened_at DESC LIMIT 1
                    """,
                    new { opening.DomainId, opening.LinkId, keys = keys.Select(Signed).ToArray(), since = since.ToUnixTimeMilliseconds() });
                if (latest is { } known && (tap is null || tap.Time.ToUnixTimeMilliseconds() <= known.OpenedAt))
                {
                    return known.ClickId;
                }

                // A tap that was taken before stays this link's and this address's latest click.
                await TryInsertAsync(scope, tap is null ? opening : tap with { Time = opening.Time });
                return (tap ?? opening).ClickId;
            },
            cancellationToken);

    /// <summary>Batches that were taken and are not known to be in ClickHouse, the oldest first.</summary>
    public Task<List<OpenBatch>> BatchesAsync(CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<string>(
                "SELECT DISTINCT batch FROM opens WHERE click IS NOT NULL AND batch IS NOT NULL ORDER BY batch")).Select(OpenBatch.Parse).ToList(),
            cancellationToken);

    /// <summary>Makes a batch of clicks that are in none: from then on it stays the same.</summary>
    /// <param name="limit">Most clicks of it.</param>
    /// <param name="host">Mark of the host that it is for; 0 for any.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null where there are none.</returns>
    public Task<OpenBatch?> TakeBatchAsync(int limit, uint host, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var ids = (await scope.QueryAsync<string>(
                    "SELECT click_id FROM opens WHERE click IS NOT NULL AND batch IS NULL ORDER BY click_id LIMIT @limit", new { limit })).AsList();
                if (ids.Count == 0)
                {
                    return null;
                }

                var batch = new OpenBatch(ids[0], host);
                await scope.ExecuteAsync("UPDATE opens SET batch = @token WHERE click_id IN @ids", new { token = batch.ToString(), ids });
                return batch;
            },
            cancellationToken);

    /// <summary>The rows of a batch, JSON.</summary>
    public Task<List<string>> ClicksAsync(OpenBatch batch, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<string>(
                "SELECT click FROM opens WHERE batch = @token AND click IS NOT NULL ORDER BY click_id", new { token = batch.ToString() })).AsList(),
            cancellationToken);

    /// <summary>Gives a batch, of which no other host has anything, to another one.</summary>
    public async Task<OpenBatch> MoveAsync(OpenBatch batch, uint host, CancellationToken cancellationToken)
    {
        var moved = batch with { Host = host };
        await database.WriteAsync(
            scope => scope.ExecuteAsync("UPDATE opens SET batch = @to WHERE batch = @from", new { from = batch.ToString(), to = moved.ToString() }), cancellationToken);
        return moved;
    }

    public Task<bool> HasUnsentAsync(CancellationToken cancellationToken)
        => database.ReadAsync(connection => connection.QuerySingleAsync<bool>("SELECT EXISTS (SELECT 1 FROM opens WHERE click IS NOT NULL)"), cancellationToken);

    /// <summary>ClickHouse has the batch.</summary>
    public Task SentAsync(OpenBatch batch, CancellationToken cancellationToken)
        => database.WriteAsync(scope => scope.ExecuteAsync("UPDATE opens SET click = NULL WHERE batch = @token", new { token = batch.ToString() }), cancellationToken);

    /// <summary>Removes what is older and needs nothing more.</summary>
    public Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
        => database.WriteAsync(
            scope => scope.ExecuteAsync("DELETE FROM opens WHERE opened_at < @before AND click IS NULL", new { before = before.ToUnixTimeMilliseconds() }),
            cancellationToken);

    private static async Task<bool> TryInsertAsync(WriteScope scope, Opening opening)
        => await scope.ExecuteAsync(
            """
            INSERT INTO opens (click_id, domain_id, link_id, address_key, opened_at, click)
            VALUES (@ClickId, @DomainId, @LinkId, @key, @at, @Click) ON CONFLICT (click_id) DO NOTHING
            """,
            new
            {
                opening.ClickId,
                opening.DomainId,
                opening.LinkId,
                key = Signed(opening.AddressKey),
                at = opening.Time.ToUnixTimeMilliseconds(),
                opening.Click,
            }) == 1;

    /// <summary>Databases count to 63 bits and a sign.</summary>
    private static long Signed(ulong key) => unchecked((long)key);
}
