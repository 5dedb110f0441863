using System.Runtime.CompilerServices;
using System.Text;
using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Links.List;

/// <summary>Reads pages of links. Keyset paging: a page costs the same wherever it is, and none is shown twice or left out.</summary>
internal sealed class LinkListing(IDatabase database)
{
    /// <summary>The page's links, and the cursor behind them where there are more.</summary>
    public async Task<(IReadOnlyList<StoredLink> Links, LinkCursor? Next)> ReadAsync(
        long accountId, LinkQuery query, CancellationToken cancellationToken)
    {
        var (sql, parameters) = Build(accountId, query);
        var rows = await database.ReadAsync(
            async connection => (await connection.QueryAsync<LinkRow>(sql, parameters)).AsList(), cancellationToken);

        // One more than asked for tells whether there is a next page.
        List<StoredLink> links = [.. rows.Take(query.Limit).Select(row => row.ToLink())];
        var next = rows.Count > query.Limit ? new LinkCursor(query.Sort, query.Sort.ValueOf(links[^1]), links[^1].Id.Value) : null;
        return (links, next);
    }

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

    private static (string Sql, DynamicParameters Parameters) Build(long accountId, LinkQuery query)
    {
        var sql = new StringBuilder($"SELECT {LinkRow.Columns} FROM links l WHERE l.account_id = @accountId");
        var parameters = new DynamicParameters();
        parameters.Add("accountId", accountId);

        Filter(query.Domain is not null, "l.domain_id = @domainId", "domainId", query.Domain?.Id);
        Filter(query.Tag is not null, "l.id IN (SELECT t.link_id FROM link_tags t WHERE t.account_id = @accountId AND t.tag = @tag)", "tag", query.Tag);
        Filter(query.ExternalId is not null, "l.external_id = @externalId", "externalId", query.ExternalId);
        Filter(query.Enabled is not null, "l.enabled = @enabled", "enabled", query.Enabled == true ? 1L : 0L);
        Filter(query.CreatedAfter is not null, "l.created_at > @createdAfter", "createdAfter", query.CreatedAfter?.ToUnixTimeMilliseconds());
        Filter(query.CreatedBefore is not null, "l.created_at < @createdBefore", "createdBefore", query.CreatedBefore?.ToUnixTimeMilliseconds());
        Filter(
            !string.IsNullOrEmpty(query.Search),
            @"(lower(l.slug) LIKE @search ESCAPE '\' OR lower(l.url) LIKE @search ESCAPE '\' OR lower(l.title) LIKE @search ESCAPE '\')",
            "search",
            Pattern(query.Search));

        AppendCursor(sql, parameters, query);
        var direction = query.Sort.Descending ? "DESC" : "ASC";
        sql.Append(" ORDER BY ");
        if (query.Sort.Expression is { } expression)
        {
            sql.Append(expression).Append(' ').Append(direction).Append(", ");
        }

        sql.Append("l.id ").Append(direction).Append(" LIMIT @limit");
        parameters.Add("limit", query.Limit + 1);
        return (sql.ToString(), parameters);

        void Filter(bool applies, string condition, string name, object? value)
        {
            if (applies)
            {
                sql.Append(" AND ").Append(condition);
                parameters.Add(name, value);
            }
        }
    }

    private static void AppendCursor(StringBuilder sql, DynamicParameters parameters, LinkQuery query)
    {
        if (query.Cursor is not { } cursor)
        {
            return;
        }

        var beyond = query.Sort.Descending ? '<' : '>';
        parameters.Add("cursorId", cursor.Id);
        if (query.Sort.Expression is { } expression)
        {
            // A row comparison: both databases walk the index of (value, id) with it.
            sql.Append(" AND (").Append(expression).Append(", l.id) ").Append(beyond).Append(" (@cursorValue, @cursorId)");
            parameters.Add("cursorValue", cursor.Value);
        }
        else
        {
            sql.Append(" AND l.id ").Append(beyond).Append(" @cursorId");
        }
    }

    /// <summary>The text anywhere, its wildcards taken literally.</summary>
    private static string Pattern(string? search)
        => "%" + (search ?? "").ToLowerInvariant()
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal) + "%";
}
