using System.Buffers;
using System.Text.Json;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats.Clicks;

/// <summary>A page of clicks, newest first.</summary>
internal sealed class ClickPageResult(IReadOnlyList<ListedClick> clicks, ClickPosition? next, ClickFields fields) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, StatsJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            foreach (var click in clicks)
            {
                ClickJson.Write(json, fields, click);
            }

            json.WriteEndArray();
            json.WriteString("nextCursor", next is { } position ? ClickCursor.Format(position) : null);
            json.WriteEndObject();
        }

        httpContext.Response.ContentType = StatsFormats.Json;
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.ContentLength = output.WrittenCount;
        await httpContext.Response.Body.WriteAsync(output.WrittenMemory, httpContext.RequestAborted);
    }
}
