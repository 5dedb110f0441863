using System.Text;
using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Links.List;

/// <summary>The statements of a list. Each walks one index from the cursor on, and reads a link only where the index does not tell enough.</summary>
internal sealed class LinkListSql
{
    private const string Tags = "t";
    private const string Links = "l";

    private readonly IDatabase _database;
    private readonly LinkQuery _query;
    private readonly LinkPath _path;
    private readonly DynamicParameters _parameters = new();

    public LinkListSql(IDatabase database, long accountId, LinkQuery query, LinkPath path)
    {
        (_database, _query, _path) = (database, query, path);
        _parameters.Add("account", accountId);
        _parameters.Add("domain", query.Domain?.Id);
        _parameters.Add("tag", query.Tag);
        _parameters.Add("idsFrom", query.IdsFrom);
        _parameters.Add("idsBelow", query.IdsBelow);
        _parameters.Add("cursorValue", query.Cursor?.Value);
        _parameters.Add("cursorId", query.Cursor?.Id);
    }

    public DynamicParameters Parameters => _parameters;

    private string Id => _path == LinkPath.Tag ? "t.link_id" : "l.id";

    /// <summary>The value before the id in the order; null for none.</summary>
    private string? Value => (_query.Sort.By, _path) switch
    {
        (LinkSortValue.Slug, LinkPath.Tag) => "t.slug_key",
        (LinkSortValue.Slug, _) => "l.slug_key",
        (LinkSortValue.Clicks, LinkPath.Tag) => "t.clicks",
        (LinkSortValue.Clicks, _) => "l.clicks",
        (LinkSortValue.LastClickedAt, LinkPath.Tag) => "t.last_clicked_at",
        (LinkSortValue.LastClickedAt, _) => "COALESCE(l.last_clicked_at, 0)",
        _ => null,
    };

    /// <summary>Whether the path is walked by id, so that bounds of ids bound it. On others every link counts on the way.</summary>
    private bool WalksIds => Value is null || _path == LinkPath.CreationTime;

    private string Direction => _query.Sort.Descending ? "DESC" : "ASC";

    /// <summary>The next links in order that fit the filters.</summary>
    /// <param name="limit">Most links.</param>
    /// <param name="end">Place in the order behind which nothing is read; null for the end of the list.</param>
    public string Page(int limit, LinkCursor? end)
    {
        _parameters.Add("limit", limit);
        _parameters.Add("endValue", end?.Value);
        _parameters.Add("endId", end?.Id);
        var sql = new StringBuilder($"SELECT {LinkRow.Columns} FROM {Table(_query.Sort.By)}");
        if (_path == LinkPath.Tag)
        {
            // The order of the tables is said, not left to be guessed.
            sql.Append(" CROSS JOIN links l");
        }

        sql.Append(" WHERE ").Append(PathCondition());
        if (_path == LinkPath.Tag)
        {
            sql.Append(" AND l.id = t.link_id");
        }

        // With a sign before it the id is compared and no index is chosen for it: the order has its own.
        sql.Append(TimeCondition(WalksIds ? Id : "+" + Id)).Append(FilterCondition());
        sql.Append(BeyondCursor());
        if (end is not null)
        {
            sql.Append(Compared(_query.Sort.Descending ? ">=" : "<=", "end"));
        }

        return sql.Append(Order()).Append(" LIMIT @limit").ToString();
    }

    /// <summary>The place that is so many links further in the order, whether they fit the filters or not.</summary>
    public string Boundary(int distance)
    {
        _parameters.Add("distance", distance - 1);
        return $"SELECT {Value ?? "NULL"} AS Value, {Id} AS Id FROM {Table(_query.Sort.By)} WHERE {PathCondition()}{(WalksIds ? TimeCondition(Id) : "")}{BeyondCursor()}{Order()} LIMIT 1 OFFSET @distance";
    }

    /// <summary>Links on the path, counted up to a limit.</summary>
    public string Count(int limit)
    {
        _parameters.Add("limit", limit);
        return $"SELECT COUNT(*) FROM (SELECT {Id} FROM {Table(LinkSortValue.CreatedAt)} WHERE {PathCondition()}{TimeCondition(Id)} LIMIT @limit) AS counted";
    }

    /// <summary>Those of some links (<c>@ids</c>) that fit the filters, in order.</summary>
    public static string Among(LinkQuery query)
    {
        var tag = query.Tag is null ? "" : " AND EXISTS (SELECT 1 FROM link_tags t WHERE t.account_id = @account AND t.tag = @tag AND t.link_id = l.id)";
        var domain = query.Domain is null ? "" : " AND l.domain_id = @domain";
        var enabled = EnabledCondition(query);
        return $"SELECT {LinkRow.Columns} FROM links l WHERE l.id IN @ids AND l.account_id = @account{domain}{tag}{enabled} ORDER BY l.id {(query.Sort.Descending ? "DESC" : "ASC")}";
    }

    private string Table(LinkSortValue by) => (_path, by) switch
    {
        (LinkPath.Account, LinkSortValue.CreatedAt) or (LinkPath.CreationTime, _) => Through("links_account", Links),
        (LinkPath.Account, LinkSortValue.Slug) => Through("links_account_slug", Links),
        (LinkPath.Account, LinkSortValue.Clicks) => Through("links_account_clicks", Links),
        (LinkPath.Account, _) => Through("links_account_last_clicked", Links),
        (LinkPath.Disabled, LinkSortValue.CreatedAt) => Through("links_disabled", Links),
        (LinkPath.Disabled, LinkSortValue.Slug) => Through("links_disabled_slug", Links),
        (LinkPath.Disabled, LinkSortValue.Clicks) => Through("links_disabled_clicks", Links),
        (LinkPath.Disabled, _) => Through("links_disabled_last_clicked", Links),
        (LinkPath.Domain, LinkSortValue.CreatedAt) => Through("links_domain", Links),

        // The UNIQUE constraint's, which has no name of its own.
        (LinkPath.Domain, LinkSortValue.Slug) => "links l",
        (LinkPath.Domain, LinkSortValue.Clicks) => Through("links_domain_clicks", Links),
        (LinkPath.Domain, _) => Through("links_domain_last_clicked", Links),

        // The primary key.
        (LinkPath.Tag, LinkSortValue.CreatedAt) => "link_tags t",
        (LinkPath.Tag, LinkSortValue.Slug) => Through("link_tags_slug", Tags),
        (LinkPath.Tag, LinkSortValue.Clicks) => Through("link_tags_clicks", Tags),
        (LinkPath.Tag, _) => Through("link_tags_last_clicked", Tags),
        _ => throw new InvalidOperationException($"There is no path {_path}."),
    };

    private string Through(string index, string alias)
        => _database.Through(index, alias == Tags ? "link_tags t" : "links l");

    private string PathCondition() => _path switch
    {
        LinkPath.Tag => "t.account_id = @account AND t.tag = @tag",
        LinkPath.Domain => "l.domain_id = @domain",
        LinkPath.Disabled => "l.account_id = @account AND l.enabled = 0",
        _ => "l.account_id = @account",
    };

    /// <summary>What the path leaves to be compared.</summary>
    private string FilterCondition()
    {
        var domain = _query.Domain is null || _path == LinkPath.Domain ? "" : " AND l.domain_id = @domain";
        var tag = _query.Tag is null || _path == LinkPath.Tag
            ? ""
            : " AND EXISTS (SELECT 1 FROM link_tags t WHERE t.account_id = @account AND t.tag = @tag AND t.link_id = l.id)";
        return domain + tag + (_path == LinkPath.Disabled ? "" : EnabledCondition(_query));
    }

    private static string EnabledCondition(LinkQuery query) => query.Enabled switch
    {
        null => "",
        true => " AND l.enabled = 1",
        false => " AND l.enabled = 0",
    };

    /// <summary>The bounds of ids, which are times of creation.</summary>
    private string TimeCondition(string id)
        => (_query.IdsFrom is null ? "" : $" AND {id} >= @idsFrom") + (_query.IdsBelow is null ? "" : $" AND {id} < @idsBelow");

    private string BeyondCursor() => _query.Cursor is null ? "" : Compared(_query.Sort.Descending ? "<" : ">", "cursor");

    /// <summary>A row comparison: both databases walk the index of (value, id) with it.</summary>
    private string Compared(string comparison, string name)
        => Value is null ? $" AND {Id} {comparison} @{name}Id" : $" AND ({Value}, {Id}) {comparison} (@{name}Value, @{name}Id)";

    private string Order() => Value is null ? $" ORDER BY {Id} {Direction}" : $" ORDER BY {Value} {Direction}, {Id} {Direction}";
}
