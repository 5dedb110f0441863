namespace OneLink.Admin.Links.Import;

internal enum ImportFormat
{
    Csv,
    Ndjson,
}
