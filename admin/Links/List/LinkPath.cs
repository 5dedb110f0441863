namespace OneLink.Admin.Links.List;

/// <summary>Where a list is read: each has an index for every order (migration 0037).</summary>
internal enum LinkPath
{
    Account,
    Disabled,
    Domain,
    Tag,

    /// <summary>By time of creation whatever the order: for so few links that they are sorted when they have been read.</summary>
    CreationTime,
}
