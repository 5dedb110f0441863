namespace OneLink.Admin.Stats;

internal enum StatsFormat
{
    Json,
    Csv,
    Ndjson,
}
