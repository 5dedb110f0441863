namespace OneLink.Admin.Links.List;

/// <summary>An order of the list: a column with the id behind it, so that every link has one place.</summary>
/// <param name="Name">As in the query.</param>
/// <param name="Expression">SQL of the sorted value; null where the id alone is the order.</param>
/// <param name="Descending">Whether large values come first.</param>
/// <param name="IsText">Whether the value is text, else a whole number.</param>
internal sealed record LinkSort(string Name, string? Expression, bool Descending, bool IsText)
{
    /// <summary>Ids are in order of creation.</summary>
    public static LinkSort Default { get; } = new("-createdAt", Expression: null, Descending: true, IsText: false);

    public static LinkSort OldestFirst { get; } = new("createdAt", Expression: null, Descending: false, IsText: false);

    public static IReadOnlyList<LinkSort> All { get; } =
    [
        Default,
        OldestFirst,
        new("slug", "l.slug", Descending: false, IsText: true),
        new("-slug", "l.slug", Descending: true, IsText: true),
        new("clicks", "l.clicks", Descending: false, IsText: false),
        new("-clicks", "l.clicks", Descending: true, IsText: false),
        new("lastClickedAt", "COALESCE(l.last_clicked_at, 0)", Descending: false, IsText: false),
        new("-lastClickedAt", "COALESCE(l.last_clicked_at, 0)", Descending: true, IsText: false),
    ];

    /// <summary>The value by which a link is sorted, as kept in a cursor.</summary>
    public object? ValueOf(StoredLink link) => Name.TrimStart('-') switch
    {
        "slug" => link.Slug,
        "clicks" => link.Clicks,
        "lastClickedAt" => link.LastClickedAt?.ToUnixTimeMilliseconds() ?? 0L,
        _ => null,
    };
}
