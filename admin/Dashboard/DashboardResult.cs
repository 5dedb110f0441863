using Microsoft.Net.Http.Headers;

namespace OneLink.Admin.Dashboard;

/// <summary>
/// Answers with a file of the dashboard: compressed where the browser takes that, for ever where its name tells its contents,
/// else asked for anew each time and answered by 304 while it is the same.
/// </summary>
/// <param name="file">What to answer with.</param>
/// <param name="ancestors">Origins whose pages may frame it; null where nobody ever does.</param>
/// <param name="caching">How long it may be kept, where that is neither.</param>
internal sealed class DashboardResult(DashboardFile file, IReadOnlyList<string>? ancestors = null, string? caching = null) : IResult
{
    private const string ForEver = "public, max-age=31536000, immutable";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var (encoding, bytes) = Choose(request);
        PageHeaders.Set(response, ancestors ?? []);
        response.Headers.ETag = file.ETag;
        // Who may frame a page is looked up each time: no copy of it may say what was true yesterday.
        response.Headers.CacheControl = caching ?? (ancestors is not null ? "no-store" : file.IsImmutable ? ForEver : "no-cache");
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Any(tag => tag == file.ETag || tag == "W/" + file.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = bytes.Length;
        if (encoding is not "identity")
        {
            response.Headers.ContentEncoding = encoding;
        }

        return response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }

    private (string Encoding, byte[] Bytes) Choose(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return file.ByEncoding.First(form => form.Encoding is "identity"
            || accepted.Any(value => value.Quality is not 0 && value.Value.Equals(form.Encoding, StringComparison.OrdinalIgnoreCase)));
    }
}
