namespace OneLink.Admin.Links.List;

/// <summary>An order of the list: a value with the id behind it, so that every link has one place.</summary>
/// <param name="Name">As in the query.</param>
/// <param name="By">The value.</param>
/// <param name="Descending">Whether large values come first.</param>
internal sealed record LinkSort(string Name, LinkSortValue By, bool Descending)
{
    public static LinkSort Default { get; } = new("-createdAt", LinkSortValue.CreatedAt, Descending: true);

    public static LinkSort OldestFirst { get; } = new("createdAt", LinkSortValue.CreatedAt, Descending: false);

    public static IReadOnlyList<LinkSort> All { get; } =
    [
        Default,
        OldestFirst,
        new("slug", LinkSortValue.Slug, Descending: false),
        new("-slug", LinkSortValue.Slug, Descending: true),
        new("clicks", LinkSortValue.Clicks, Descending: false),
        new("-clicks", LinkSortValue.Clicks, Descending: true),
        new("lastClickedAt", LinkSortValue.LastClickedAt, Descending: false),
        new("-lastClickedAt", LinkSortValue.LastClickedAt, Descending: true),
    ];

    /// <summary>The value by which a link is sorted, as kept in a cursor; null where the id alone is the order.</summary>
    public object? ValueOf(StoredLink link) => By switch
    {
        LinkSortValue.Slug => link.SlugKey,
        LinkSortValue.Clicks => link.Clicks,
        LinkSortValue.LastClickedAt => link.LastClickedAt?.ToUnixTimeMilliseconds() ?? 0L,
        _ => null,
    };
}
