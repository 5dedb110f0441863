using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OneLink.Admin.Surfaces.OnSync;

/// <summary>Answers with JSON that says which request it answers, and when.</summary>
internal sealed class OnSyncResult<T>(T answer, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) : IResult, IStatusCodeHttpResult
    where T : OnSyncAnswer
{
    public int? StatusCode => status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var clock = httpContext.RequestServices.GetRequiredService<TimeProvider>();
        answer.RequestId = httpContext.TraceIdentifier;
        answer.Timestamp = ApiTime.Iso(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var body = JsonSerializer.SerializeToUtf8Bytes(answer, type);
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }
}
