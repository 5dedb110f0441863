namespace OneLink.Admin.Links.Import;

internal enum ImportResult
{
    Created,
    Updated,

    /// <summary>Another link has its slug or externalId, and was to be left alone.</summary>
    Skipped,

    Failed,
}
