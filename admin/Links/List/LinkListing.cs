using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Links.Search;

namespace OneLink.Admin.Links.List;

/// <summary>
/// Reads pages of links. Keyset paging: a page costs the same wherever it is, and none is shown twice or left out.
/// </summary>
/// <remarks>
/// A page is bounded work whatever it asks. One filter or none is one index in the wanted order (<see cref="LinkPath"/>).
/// Of several filters, one that fits few links is followed alone; if all fit many, the list is walked in its order and a
/// page ends after as many links as its <see cref="ListBudget"/> allows, with what was found and a cursor that goes on from there. Searches are
/// the same (<see cref="LinkSearch"/>): links of a rare word are looked at one by one, frequent words are met while walking.
/// </remarks>
internal sealed class LinkListing(IDatabase database, LinkSearch search, ListBudget budget)
{
    /// <summary>Links of one statement: few enough parameters for every database.</summary>
    private const int Chunk = 500;

    /// <summary>The page's links, and the cursor behind them where there may be more.</summary>
    public Task<(IReadOnlyList<StoredLink> Links, LinkCursor? Next)> ReadAsync(long accountId, LinkQuery query, CancellationToken cancellationToken)
        => database.ReadFromReplicaAsync(connection => ReadAsync(connection, accountId, query), cancellationToken);

    /// <summary>
    /// Every page of a query, each read when it is asked for and on a connection of its own: a slow reader holds up nobody
    /// and keeps no old state of the database alive.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<StoredLink>> PagesAsync(
        long accountId, LinkQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LinkCursor? next;
        do
        {
            (var links, next) = await ReadAsync(accountId, query, cancellationToken);
            yield return links;
            query = query with { Cursor = next };
        }
        while (next is not null);
    }

    private async Task<(IReadOnlyList<StoredLink> Links, LinkCursor? Next)> ReadAsync(DbConnection connection, long accountId, LinkQuery query)
    {
        if (query.ExternalId is not null)
        {
            return await ReadExternalAsync(connection, accountId, query);
        }

        if (query.Search is { } text
            && await search.FindAsync(connection, accountId, text, query.Sort.By == LinkSortValue.CreatedAt ? int.MaxValue : budget.Sorted) is { } found)
        {
            return query.Sort.By == LinkSortValue.CreatedAt
                ? await ReadFoundAsync(connection, accountId, query, found)
                : await SortFoundAsync(connection, accountId, query, found);
        }

        return await WalkAsync(connection, accountId, query);
    }

    private static async Task<(IReadOnlyList<StoredLink> Links, LinkCursor? Next)> ReadExternalAsync(DbConnection connection, long accountId, LinkQuery query)
    {
        var id = await connection.QueryFirstOrDefaultAsync<long?>(
            "SELECT id FROM links WHERE account_id = @accountId AND external_id = @ExternalId", new { accountId, query.ExternalId });
        return id is null ? ([], null) : await SortFoundAsync(connection, accountId, query, [id.Value]);
    }

    /// <summary>Walks one path in the list's order.</summary>
    private async Task<(IReadOnlyList<StoredLink> Links, LinkCursor? Next)> WalkAsync(DbConnection connection, long accountId, LinkQuery query)
    {
        var path = LinkPaths.InOrder(query).First();
        LinkCursor? end = null;
        if (!LinkPaths.Answers(path, query))
        {
            var few = await FewAsync(connection, accountId, query);
            path = few ?? path;
            if (few is null || query.Search is not null)
            {
                var boundary = new LinkListSql(database, accountId, query, path);
                var place = await connection.QueryFirstOrDefaultAsync<ListPlace>(
                    boundary.Boundary(query.Search is null ? budget.Walked : budget.WordsWalked), boundary.Parameters);
                end = place?.ToCursor(query.Sort);
            }
        }

        var sql = new LinkListSql(database, accountId, query, path);
        var links = new List<StoredLink>();

        // One more than asked for tells whether there is a next page. A search may pass over any number of them.
        var limit = query.Search is null ? query.Limit + 1 : budget.WordsWalked;
        await foreach (var row in connection.QueryUnbufferedAsync<LinkRow>(sql.Page(limit, end), sql.Parameters))
        {
            var link = row.ToLink();
            if (query.Search?.Matches(LinkWords.Of(link)) == false)
            {
                continue;
            }

            if (links.Count == query.Limit)
            {
                return (links, CursorAt(query, links[^1]));
            }

            links.Add(link);
        }

        return (links, end);
    }

    /// <summary>The path with the fewest links, where they are few enough to look at them all.</summary>
    private async Task<LinkPath?> FewAsync(DbConnection connection, long accountId, LinkQuery query)
    {
        LinkPath? fewest = null;
        var bound = budget.Walked + 1L;
        foreach (var path in LinkPaths.Narrowing(query))
        {
            var sql = new LinkListSql(database, accountId, query, path);
            var count = await connection.QuerySingleAsync<long>(sql.Count((int)bound), sql.Parameters);
            if (count < bound)
            {
                (fewest, bound) = (path, count);
            }
        }

        return fewest;
    }

    /// <summary>Goes through links with a rare word from the cursor on, in order of age.</summary>
    private async Task<(IReadOnlyList<StoredLink> Links, LinkCursor? Next)> ReadFoundAsync(
        DbConnection connection, long accountId, LinkQuery query, IEnumerable<long> found)
    {
        var beyond = found.Where(id => InRange(query, id) && IsBeyond(query, id));
        var ids = query.Sort.Descending ? beyond.OrderDescending().ToList() : [.. beyond.Order()];
        var links = new List<StoredLink>();
        foreach (var chunk in ids.Take(budget.WordsWalked).Chunk(Chunk))
        {
            foreach (var link in await MatchingAsync(connection, accountId, query, chunk))
            {
                if (links.Count == query.Limit)
                {
                    return (links, CursorAt(query, links[^1]));
                }

                links.Add(link);
            }
        }

        return (links, ids.Count > budget.WordsWalked ? new LinkCursor(query.Sort, Value: null, ids[budget.WordsWalked - 1]) : null);
    }

    /// <summary>Reads all the links found, and sorts them.</summary>
    private static async Task<(IReadOnlyList<StoredLink> Links, LinkCursor? Next)> SortFoundAsync(
        DbConnection connection, long accountId, LinkQuery query, IEnumerable<long> found)
    {
        var order = new LinkOrder(query.Sort);
        var links = new List<StoredLink>();
        foreach (var chunk in found.Where(id => InRange(query, id)).Chunk(Chunk))
        {
            links.AddRange((await MatchingAsync(connection, accountId, query, chunk)).Where(link => query.Cursor is null || order.IsBeyond(link, query.Cursor)));
        }

        links.Sort(order);
        return links.Count > query.Limit ? (links[..query.Limit], CursorAt(query, links[query.Limit - 1])) : (links, null);
    }

    private static async Task<IEnumerable<StoredLink>> MatchingAsync(DbConnection connection, long accountId, LinkQuery query, long[] ids)
    {
        var rows = await connection.QueryAsync<LinkRow>(
            LinkListSql.Among(query), new { ids, account = accountId, domain = query.Domain?.Id, tag = query.Tag });
        return rows.Select(row => row.ToLink()).Where(link => query.Search?.Matches(LinkWords.Of(link)) != false);
    }

    private static bool InRange(LinkQuery query, long id) => id >= (query.IdsFrom ?? long.MinValue) && id < (query.IdsBelow ?? long.MaxValue);

    private static bool IsBeyond(LinkQuery query, long id)
        => query.Cursor is not { } cursor || (query.Sort.Descending ? id < cursor.Id : id > cursor.Id);

    private static LinkCursor CursorAt(LinkQuery query, StoredLink link) => new(query.Sort, query.Sort.ValueOf(link), link.Id.Value);
}
