namespace OneLink.Admin.Links.List;

/// <summary>Which indexes there are for a query, and what of it each of them answers by itself.</summary>
internal static class LinkPaths
{
    /// <summary>Those that can be read in the query's order, the most selective first.</summary>
    public static IEnumerable<LinkPath> InOrder(LinkQuery query)
    {
        if (query.Tag is not null)
        {
            yield return LinkPath.Tag;
        }

        if (query.Domain is not null)
        {
            yield return LinkPath.Domain;
        }

        if (query.Enabled == false)
        {
            yield return LinkPath.Disabled;
        }

        yield return LinkPath.Account;
    }

    /// <summary>Those that may hold so few links that all can be looked at.</summary>
    public static IEnumerable<LinkPath> Narrowing(LinkQuery query)
    {
        var paths = InOrder(query).Where(path => path != LinkPath.Account);
        return HasCreationTime(query) && query.Sort.By != LinkSortValue.CreatedAt ? paths.Append(LinkPath.CreationTime) : paths;
    }

    /// <summary>Whether a path leads to no link but those of the query: then a page costs what it shows.</summary>
    public static bool Answers(LinkPath path, LinkQuery query)
    {
        var others = (query.Tag is null ? 0 : 1) + (query.Domain is null ? 0 : 1) + (query.Enabled is null ? 0 : 1);
        var ownFilter = path is LinkPath.Tag or LinkPath.Domain or LinkPath.Disabled ? 1 : 0;
        var seeksTime = query.Sort.By == LinkSortValue.CreatedAt || path == LinkPath.CreationTime || !HasCreationTime(query);
        return others == ownFilter && seeksTime && query.Search is null;
    }

    private static bool HasCreationTime(LinkQuery query) => query.IdsFrom is not null || query.IdsBelow is not null;
}
