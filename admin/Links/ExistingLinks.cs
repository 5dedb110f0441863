namespace OneLink.Admin.Links;

/// <summary>What a creating call does with a link that is there already.</summary>
internal enum ExistingLinks
{
    /// <summary>Nothing: another one is made.</summary>
    LeftAlone,

    /// <summary><c>upsert=true</c>: that of the same externalId, else of the same domain and url, is updated.</summary>
    Updated,

    /// <summary><c>findIfExists=true</c>: one that is as the call asks is answered.</summary>
    Found,
}
