using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace OneLink.Admin.Stats;

/// <summary>
/// A summary with an ETag over all of it but the time at which it was made: a tool that polls gets 304 as long as nobody
/// clicked. It may be kept, never used without asking, as a click has to be seen within seconds.
/// </summary>
internal sealed class StatsResult(StatsResponse response) : IResult
{
    private const int TagBytes = 16;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var stable = JsonSerializer.SerializeToUtf8Bytes(response with { GeneratedAt = "" }, StatsJson.Readable.StatsResponse);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(stable).AsSpan(0, TagBytes))}\"", isWeak: true);
        var headers = httpContext.Response.GetTypedHeaders();
        headers.ETag = tag;
        httpContext.Response.Headers.CacheControl = "private, no-cache";
        httpContext.Response.Headers.Vary = "Authorization, X-Api-Key, Accept";
        if (httpContext.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any)))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(response, StatsJson.Readable.StatsResponse);
        httpContext.Response.ContentType = StatsFormats.Json;
        httpContext.Response.ContentLength = json.Length;
        await httpContext.Response.Body.WriteAsync(json, httpContext.RequestAborted);
    }
}
