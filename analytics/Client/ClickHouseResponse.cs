namespace OneLink.Analytics.Client;

/// <summary>The answer to a query. Dispose it, or its connection is lost to the pool.</summary>
public sealed class ClickHouseResponse : IDisposable
{
    private readonly HttpResponseMessage _message;

    internal ClickHouseResponse(HttpResponseMessage message, Stream body)
    {
        _message = message;
        Body = body;
        QueryId = message.Headers.TryGetValues("X-ClickHouse-Query-Id", out var ids) ? ids.First() : "";
        Summary = ClickHouseSummary.Parse(message.Headers.TryGetValues("X-ClickHouse-Summary", out var summaries) ? summaries.Last() : null);
    }

    /// <summary>Rows in the format that was asked for, as they arrive, already decompressed.</summary>
    public Stream Body { get; }

    /// <summary>Media type that ClickHouse gave to <see cref="Body"/>.</summary>
    public string? ContentType => _message.Content.Headers.ContentType?.ToString();

    public string QueryId { get; }

    public ClickHouseSummary Summary { get; }

    public void Dispose()
    {
        Body.Dispose();
        _message.Dispose();
    }
}
