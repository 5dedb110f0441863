using Microsoft.Extensions.Primitives;

namespace OneLink.Admin.Idempotency;

/// <summary>A whole answer as bytes, to be kept and to be sent, as often as somebody asks.</summary>
internal sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body) : IResult, IStatusCodeHttpResult
{
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>Whether it was given before.</summary>
    public bool IsReplay { get; init; }

    int? IStatusCodeHttpResult.StatusCode => Status;

    /// <summary>Whether it tells what became of the call, and not that somebody else should ask, or another time, or readably.</summary>
    public bool IsFinal => Status < StatusCodes.Status500InternalServerError
        && Status is not (StatusCodes.Status400BadRequest or StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden
            or StatusCodes.Status408RequestTimeout or StatusCodes.Status413PayloadTooLarge or StatusCodes.Status415UnsupportedMediaType
            or StatusCodes.Status429TooManyRequests);

    /// <summary>Has <paramref name="result"/> write into memory instead of the connection.</summary>
    /// <param name="context">The call; headers that its handler has set belong to the answer.</param>
    /// <param name="result">What the handler answers.</param>
    public static async Task<Answer> OfAsync(HttpContext context, IResult result)
    {
        using var body = new MemoryStream();
        var recording = new DefaultHttpContext { RequestServices = context.RequestServices, TraceIdentifier = context.TraceIdentifier };
        recording.Request.Method = context.Request.Method;
        recording.Response.Body = body;
        await result.ExecuteAsync(recording);

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in context.Response.Headers.Concat(recording.Response.Headers))
        {
            headers[name] = value.ToString();
        }

        return new Answer(recording.Response.StatusCode, headers, body.ToArray());
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = new StringValues(value);
        }

        if (IsReplay)
        {
            response.Headers[ReplayedHeader] = "true";
        }

        if (Body.Length == 0)
        {
            return Task.CompletedTask;
        }

        response.ContentLength = Body.Length;
        return response.Body.WriteAsync(Body).AsTask();
    }
}
