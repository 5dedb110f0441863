using System.Text.Json;
using System.Text.Json.Nodes;

namespace OneLink.Admin.Surfaces.OneTalk;

/// <summary>Answers in this API's envelope.</summary>
internal sealed class OneTalkResult : IResult, IStatusCodeHttpResult
{
    /// <summary>Not a status of HTTP's own; upstream's.</summary>
    private const int NoTierStatus = 499;

    private readonly OneTalkEnvelope _envelope;

    private OneTalkResult(int status, OneTalkErrorBody error, JsonObject data) => _envelope = new OneTalkEnvelope(status, error, data);

    public int? StatusCode => _envelope.Status;

    public static OneTalkResult Ok(JsonObject data) => new(StatusCodes.Status200OK, new OneTalkErrorBody(), data);

    public static OneTalkResult NoKey() => Failed(StatusCodes.Status400BadRequest, "40001", "Request headers are required (API-Key)");

    public static OneTalkResult Invalid(string message, string field) => Failed(StatusCodes.Status400BadRequest, "40002", message, field);

    public static OneTalkResult TicketExpired() => Failed(StatusCodes.Status400BadRequest, "40003", "The ticket has expired", "ticket");

    public static OneTalkResult TicketUsed() => Failed(StatusCodes.Status400BadRequest, "40004", "The ticket has already been used", "ticket");

    public static OneTalkResult NoTicket(string field) => Failed(StatusCodes.Status400BadRequest, "40005", "The ticket is invalid", field);

    public static OneTalkResult UnknownKey() => Failed(StatusCodes.Status401Unauthorized, "40101", "The API key is invalid");

    public static OneTalkResult NotFound(string message) => Failed(StatusCodes.Status404NotFound, "40401", message);

    public static OneTalkResult DuplicateKeys()
        => Failed(StatusCodes.Status409Conflict, "40901", "More than one contact was found: duplicate keys are not allowed");

    public static OneTalkResult TiedToAnother()
        => Failed(StatusCodes.Status409Conflict, "40902", "The contact is already tied to a different customer user ID", "customerUserID");

    public static OneTalkResult NoTier() => Failed(NoTierStatus, "49900", "Please select a tier");

    public static OneTalkResult Broken() => Failed(StatusCodes.Status500InternalServerError, "50000", "Something went wrong");

    public static OneTalkResult Unavailable() => Failed(StatusCodes.Status503ServiceUnavailable, "50300", "Please try again later");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(_envelope, OneTalkJson.Relaxed.OneTalkEnvelope);
        var response = httpContext.Response;
        response.StatusCode = _envelope.Status;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }

    private static OneTalkResult Failed(int status, string code, string message, string field = "") => new(status, new OneTalkErrorBody(code, message, field), []);
}
