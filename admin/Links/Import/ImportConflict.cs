namespace OneLink.Admin.Links.Import;

/// <summary>What becomes of a row whose slug or externalId another link has.</summary>
internal enum ImportConflict
{
    /// <summary>The row fails.</summary>
    Fail,

    /// <summary>The link stays as it is.</summary>
    Skip,

    /// <summary>The link gets what the row says, and keeps the rest.</summary>
    Update,
}
