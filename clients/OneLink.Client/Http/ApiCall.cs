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

    /// <summary>A body that is read while it is sent, in the place of <see cref="Body"/>.</summary>
    public Upload? Upload { get; private init; }

    public string? ContentType { get; private init; }

    /// <summary>The same for all tries, so that the server does once what arrives twice.</summary>
    public string? IdempotencyKey { get; init; }

    public string? IfMatch { get; init; }

    public string? LastEventId { get; init; }

    /// <summary>Of a session, with what changes something.</summary>
    public string? CsrfToken { get; init; }

    public string Accept { get; init; } = MediaTypes.Json;

    /// <summary>Whether it is for everybody: no credentials are sent.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Whether its body is still there to be sent.</summary>
    public bool IsWhole => Upload?.IsWhole ?? true;

    /// <summary>
    /// Whether to send it again although it may have been done. Behind a condition the second answer would be about the first
    /// try's own change, unless a key brings the first answer back.
    /// </summary>
    public bool IsRepeatable => IsWhole && (IdempotencyKey is not null || (IfMatch is null && Method != HttpMethod.Post));

    public static ApiCall Get(string path) => new(HttpMethod.Get, path);

    public static ApiCall Delete(string path, string? ifMatch = null) => new(HttpMethod.Delete, path) { IfMatch = ifMatch };

    public static ApiCall Post(string path) => new(HttpMethod.Post, path) { IdempotencyKey = Guid.NewGuid().ToString("N") };

    public static ApiCall Post<T>(string path, T body, JsonTypeInfo<T> type) => Post(path) with { Body = Write(body, type), ContentType = MediaTypes.Json };

    public static ApiCall Post(string path, Upload upload, string contentType) => Post(path) with { Upload = upload, ContentType = contentType };

    public static ApiCall Put<T>(string path, T body, JsonTypeInfo<T> type, string? ifMatch = null)
        => new(HttpMethod.Put, path) { Body = Write(body, type), ContentType = MediaTypes.Json, IfMatch = ifMatch };

    public static ApiCall Patch<T>(string path, T body, JsonTypeInfo<T> type, string? ifMatch = null)
        => new(HttpMethod.Patch, path) { Body = Write(body, type), ContentType = MergePatch, IfMatch = ifMatch };

    /// <param name="uploaded">Told when all of <see cref="Upload"/> is sent.</param>
    public HttpRequestMessage ToRequest(Action uploaded)
    {
        var request = new HttpRequestMessage(Method, new Uri(Path, UriKind.Relative));
        request.Content = Upload is not null ? new UploadContent(Upload, uploaded) : Body is not null ? new ByteArrayContent(Body) : null;
        request.Content?.Headers.TryAddWithoutValidation("Content-Type", ContentType);

        // Whoever is refused hears it before the file is sent, and can send it again.
        request.Headers.ExpectContinue = Upload is not null ? true : null;

        Add(request, "Accept", Accept);
        Add(request, "Idempotency-Key", IdempotencyKey);
        Add(request, "If-Match", IfMatch);
        Add(request, "Last-Event-ID", LastEventId);
        Add(request, "X-CSRF-Token", CsrfToken);
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
