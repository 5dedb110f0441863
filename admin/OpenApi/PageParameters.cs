namespace OneLink.Admin.OpenApi;

/// <summary>Parameters of every list.</summary>
internal static class PageParameters
{
    public static ApiParameter Cursor { get; } = ApiParameter.Query("cursor", ApiType.Text(), "`nextCursor` of the page before, in the same order.");

    public static ApiParameter Limit(int otherwise, int max)
        => ApiParameter.Query("limit", ApiType.Integer(1, max).Otherwise(otherwise), "Entries of a page.");
}
