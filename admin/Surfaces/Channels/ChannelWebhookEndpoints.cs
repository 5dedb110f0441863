using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Channels;
using OneLink.Admin.Channels.Receiving;

namespace OneLink.Admin.Surfaces.Channels;

/// <summary>
/// Where providers tell of messages (docs/channels.md). What is asked, in this order: 1. an inbox that is there; 2. that the
/// provider has sent it; 3. JSON. Only what is written down is acknowledged; anything else the provider sends again.
/// </summary>
internal static class ChannelWebhookEndpoints
{
    /// <summary>WhatsApp sends up to 3 MB, others less.</summary>
    private const int MaxBody = 4 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var webhooks = routes.MapGroup(ChannelWebhook.Root + "/{channel}/{identifier}");
        webhooks.MapGet("", Verify);
        webhooks.MapPost("", Take);
    }

    /// <summary>Meta asks once whether the address is its customer's.</summary>
    internal static async Task<Results<ContentHttpResult, StatusCodeHttpResult>> Verify(
        HttpContext context, string channel, string identifier, ChannelConnectionRepository connections)
    {
        var query = context.Request.Query;
        return await connections.FindByIdentifierAsync(channel, identifier, context.RequestAborted) is not { } connection ? TypedResults.StatusCode(StatusCodes.Status404NotFound)
            : query["hub.mode"] == "subscribe" && AreEqual(query["hub.verify_token"].ToString(), connection.VerifyToken)
                ? TypedResults.Text(query["hub.challenge"].ToString(), "text/plain")
                : TypedResults.StatusCode(StatusCodes.Status403Forbidden);
    }

    internal static async Task<StatusCodeHttpResult> Take(
        HttpContext context, string channel, string identifier, ChannelConnectionRepository connections, IEnumerable<IChannelReader> readers, ChannelReceiver receiver)
    {
        // 1.
        if (readers.FirstOrDefault(known => string.Equals(known.Channel, channel, StringComparison.Ordinal)) is not { } reader
            || await connections.FindByIdentifierAsync(channel, identifier, context.RequestAborted) is not { } connection)
        {
            return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        }

        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = MaxBody;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);

        // 2.
        if (!reader.IsGenuine(connection, context.Request.Headers, bytes.Span))
        {
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        }

        // 3.
        if (ProviderJson.Parse(bytes) is not { } told)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        return TypedResults.StatusCode(
            await receiver.TakeAsync(connection, reader.Read(connection, told), context.RequestAborted) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static bool AreEqual(string given, string expected) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
