using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OneLink.Client.Http;

/// <summary>One call, as it is sent with every try.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query.</param>
internal sealed record ApiCall(HttpMethod Method, string Path)
{
    private const string MergePatch = "application/merge-patch+json";

    public byte[]? Body { get; private init; }

    public string? ContentType { get; private init; }

    /// <summary>The same for all tries, so that the server does once what arrives twice.</summary>
    public string? IdempotencyKey { get; init; }

    public string? IfMatch { get; private init; }

    public string? LastEventId { get; init; }

    public string Accept { get; init; } = MediaTypes.Json;

    /// <summary>
    /// Whether to send it again although it may have been done. Behind a condition the second answer would be about the first
    /// try's own change.
    /// </summary>
    public bool IsRepeatable => IfMatch is null && (Method != HttpMethod.Post || IdempotencyKey is not null);

    public static ApiCall Get(string path) => new(HttpMethod.Get, path);

    public static ApiCall Delete(string path, string? ifMatch = null) => new(HttpMethod.Delete, path) { IfMatch = ifMatch };

    public static ApiCall Post(string path) => new(HttpMethod.Post, path) { IdempotencyKey = Guid.NewGuid().ToString("N") };

    public static ApiCall Post<T>(string path, T body, JsonTypeInfo<T> type) => Post(path) with { Body = Write(body, type), ContentType = MediaTypes.Json };

    public static ApiCall Put<T>(string path, T body, JsonTypeInfo<T> type, string? ifMatch = null)
        => new(HttpMethod.Put, path) { Body = Write(body, type), ContentType = MediaTypes.Json, IfMatch = ifMatch };

    public static ApiCall Patch<T>(string path, T body, JsonTypeInfo<T> type, string? ifMatch = null)
        => new(HttpMethod.Patch, path) { Body = Write(body, type), ContentType = MergePatch, IfMatch = ifMatch };

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(Method, new Uri(Path, UriKind.Relative));
        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        Add(request, "Accept", Accept);
        Add(request, "Idempotency-Key", IdempotencyKey);
        Add(request, "If-Match", IfMatch);
        Add(request, "Last-Event-ID", LastEventId);
        return request;
    }

    private static byte[] Write<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
