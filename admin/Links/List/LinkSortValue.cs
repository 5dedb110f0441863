namespace OneLink.Admin.Links.List;

/// <summary>What a list of links is sorted by.</summary>
internal enum LinkSortValue
{
    /// <summary>Ids are in order of creation.</summary>
    CreatedAt,

    /// <summary>As its domain compares slugs.</summary>
    Slug,

    Clicks,

    /// <summary>Never is earlier than ever.</summary>
    LastClickedAt,
}
