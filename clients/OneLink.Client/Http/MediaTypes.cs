namespace OneLink.Client.Http;

/// <summary>What answers can be.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string Ndjson = "application/x-ndjson";
    public const string Csv = "text/csv";
    public const string Events = "text/event-stream";
}
