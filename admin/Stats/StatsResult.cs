using System.Text.Json;

namespace OneLink.Admin.Stats;

/// <summary>A summary, with its <see cref="StatsTag"/>.</summary>
internal sealed class StatsResult(StatsResponse response) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        StatsTag.SetCaching(httpContext.Response);
        if (StatsTag.IsKnown(httpContext, JsonSerializer.SerializeToUtf8Bytes(response with { GeneratedAt = "" }, StatsJson.Readable.StatsResponse)))
        {
            return;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(response, StatsJson.Readable.StatsResponse);
        httpContext.Response.ContentType = StatsFormats.Json;
        httpContext.Response.ContentLength = json.Length;
        await httpContext.Response.Body.WriteAsync(json, httpContext.RequestAborted);
    }
}
