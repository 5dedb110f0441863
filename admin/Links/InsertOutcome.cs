namespace OneLink.Admin.Links;

internal enum InsertOutcome
{
    Stored,
    SlugTaken,
    ExternalIdTaken,
}
