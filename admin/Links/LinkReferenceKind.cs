namespace OneLink.Admin.Links;

internal enum LinkReferenceKind
{
    /// <summary>The path names nothing that could exist.</summary>
    Nothing,
    Slug,
    Id,
    ExternalId,
}
